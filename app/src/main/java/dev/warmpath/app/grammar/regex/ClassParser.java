package dev.warmpath.app.grammar.regex;

/** Reads {@code [a-z]}, whose opening bracket was read. */
final class ClassParser {
  private final PatternParser pattern;

  ClassParser(PatternParser pattern) {
    this.pattern = pattern;
  }

  CharSet read() {
    boolean negated = pattern.took("^");
    CharSet all = CharSet.NONE;
    while (!pattern.took("]")) {
      CharSet first = one();
      if (pattern.peek() == '-' && single(first)) {
        pattern.took("-");
        if (pattern.peek() == ']') {
          all = all.or(first).or(CharSet.of('-'));
          continue;
        }
        CharSet last = one();
        if (!single(last) || last.bounds().getFirst() < first.bounds().getFirst()) {
          throw pattern.malformed("a range of characters is in the wrong order");
        }
        first = CharSet.range(first.bounds().getFirst(), last.bounds().getFirst());
      }
      all = all.or(first);
    }
    return negated ? all.not() : all;
  }

  private static boolean single(CharSet set) {
    return set.bounds().size() == 2 && set.bounds().get(0) + 1 == set.bounds().get(1);
  }

  private CharSet one() {
    int c = pattern.take();
    if (c != '\\') {
      return CharSet.of(c);
    }
    return pattern.took("b") ? CharSet.of('\b') : pattern.escape();
  }
}
