package dev.warmpath.template.syntax;

import org.jspecify.annotations.Nullable;

/**
 * @param text the characters as written; for a string its value
 * @param value a number's value, otherwise null
 * @param at offset in the source after line ends were made equal
 */
record Token(Kind kind, String text, @Nullable Object value, int at) {

  enum Kind {
    DATA("template data / text"),
    VARIABLE_BEGIN("begin of print statement"),
    VARIABLE_END("end of print statement"),
    BLOCK_BEGIN("begin of statement block"),
    BLOCK_END("end of statement block"),
    NAME("name"),
    STRING("string"),
    INTEGER("integer"),
    FLOAT("float"),
    OPERATOR("operator"),
    /** Where the lexer gave up; its value is the failure. */
    FAILURE("failure"),
    EOF("end of template");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  String words() {
    return kind == Kind.NAME || kind == Kind.OPERATOR ? text : kind.words;
  }
}
