package dev.warmpath.template.python;

import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of Python's str. */
public final class StringMethods {
  private static final Set<String> CLASSES =
      Set.of(
          "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
          "isnumeric", "isprintable", "isspace", "istitle", "isupper");
  private static final Set<String> OTHERS =
      Set.of(
          "capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find",
          "format", "format_map", "index", "join", "ljust", "lower", "lstrip", "partition",
          "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust", "rpartition",
          "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title",
          "upper", "zfill");

  private final Budget budget;
  private final StrFormat format;

  public StringMethods(Budget budget, StrFormat format) {
    this.budget = budget;
    this.format = format;
  }

  public static boolean has(String method) {
    return OTHERS.contains(method) || CLASSES.contains(method);
  }

  /** Calls {@code self.method(args)}; {@link #has} must be true of the method. */
  public Object call(Text self, String method, Args args) {
    budget.step(1 + self.length() / 16);
    return switch (method) {
      case "capitalize" -> none(method, args, Cases.capitalize(self));
      case "casefold" -> none(method, args, Cases.casefold(self));
      case "lower" -> none(method, args, Cases.lower(self));
      case "upper" -> none(method, args, Cases.upper(self));
      case "title" -> none(method, args, Cases.titled(self));
      case "swapcase" -> none(method, args, Cases.swapped(self));
      case "strip" -> strip(self, method, args, true, true);
      case "lstrip" -> strip(self, method, args, true, false);
      case "rstrip" -> strip(self, method, args, false, true);
      case "split", "rsplit" -> split(self, method, args);
      case "splitlines" -> {
        Object keep = args.bind(method, "keepends?")[0];
        yield list(Texts.lines(self, keep != Args.MISSING && Py.integer(keep) != 0));
      }
      case "replace" -> {
        @Nullable Object[] bound = args.bindPositional(method, "old", "new", "count?");
        yield Texts.replace(
            self, text(bound[0]), text(bound[1]), limit(bound[2]), budget);
      }
      case "join" ->
          Texts.join(
              self, Py.iterate(args.bindPositional(method, "iterable")[0]), budget);
      case "partition", "rpartition" ->
          Texts.partition(
              self, text(args.bindPositional(method, "sep")[0]), method.startsWith("r"));
      case "startswith", "endswith" -> affix(self, method, args);
      case "find", "rfind", "index", "rindex" -> find(self, method, args);
      case "count" -> count(self, args);
      case "removeprefix" -> {
        Text prefix = text(args.bindPositional(method, "prefix")[0]);
        yield self.string().startsWith(prefix.string())
            ? self.sub(prefix.length(), self.length())
            : self;
      }
      case "removesuffix" -> {
        Text suffix = text(args.bindPositional(method, "suffix")[0]);
        yield self.string().endsWith(suffix.string())
            ? self.sub(0, self.length() - suffix.length())
            : self;
      }
      case "center", "ljust", "rjust" -> justify(self, method, args);
      case "zfill" -> zeroFill(self, Py.size(args.bindPositional(method, "width")[0]));
      case "expandtabs" -> expandTabs(self, args);
      case "format" -> format.format(self, args);
      case "format_map" ->
          format.format(self, StrFormat.mapping(args.bindPositional(method, "mapping")[0]));
      default -> none(method, args, Cases.is(method, self.string()));
    };
  }

  private static Object none(String method, Args args, Object result) {
    args.bind(method);
    return result;
  }

  static PyList list(List<@Nullable Object> items) {
    return PyList.list(items);
  }

  private static Text text(@Nullable Object value) {
    if (value instanceof Text text) {
      return text;
    }
    throw PyException.type("must be str, not " + Py.type(value));
  }

  private static int limit(@Nullable Object value) {
    return value == Args.MISSING ? -1 : Py.size(value);
  }

  private static Object strip(
      Text self, String method, Args args, boolean left, boolean right) {
    Object chars = args.bindPositional(method, "chars?")[0];
    boolean spaces = chars == Args.MISSING || chars == null;
    return Texts.strip(self, spaces ? null : text(chars), left, right);
  }

  private Object split(Text self, String method, Args args) {
    @Nullable Object[] bound = args.bind(method, "sep?", "maxsplit?");
    int limit = limit(bound[1]);
    boolean fromRight = method.equals("rsplit");
    List<@Nullable Object> parts;
    if (bound[0] == Args.MISSING || bound[0] == null) {
      parts = fromRight ? Texts.rsplitSpace(self, limit) : Texts.splitSpace(self, limit);
    } else {
      Text separator = text(bound[0]);
      parts =
          fromRight ? Texts.rsplit(self, separator, limit) : Texts.split(self, separator, limit);
    }
    budget.items(parts.size());
    return list(parts);
  }

  /** Start and end of an optional range of code points, in UTF-16 units; null when inverted. */
  private static int @Nullable [] range(Text self, @Nullable Object from, @Nullable Object to) {
    int size = self.points();
    int start = from == Args.MISSING || from == null ? 0 : clamp(Py.size(from), size);
    int end = to == Args.MISSING || to == null ? size : clamp(Py.size(to), size);
    boolean beyond = from != Args.MISSING && from != null && Py.size(from) > size;
    return start > end || beyond ? null : new int[] {self.unit(start), self.unit(end)};
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size, index < 0 ? index + size : index));
  }

  private static Object affix(Text self, String method, Args args) {
    @Nullable Object[] bound = args.bindPositional(method, "prefix", "start?", "end?");
    boolean start = method.equals("startswith");
    if (bound[0] instanceof PyList list && list.tuple()) {
      return list.items().stream().anyMatch(item -> affix(self, start, item, bound));
    }
    if (!(bound[0] instanceof Text)) {
      throw PyException.type(
          method + " first arg must be str or a tuple of str, not " + Py.type(bound[0]));
    }
    return affix(self, start, bound[0], bound);
  }

  private static boolean affix(
      Text self, boolean start, @Nullable Object wanted, @Nullable Object[] bound) {
    int[] range = range(self, bound[1], bound[2]);
    String affix = text(wanted).string();
    if (range == null || range[1] - range[0] < affix.length()) {
      return false;
    }
    return self.string().startsWith(affix, start ? range[0] : range[1] - affix.length());
  }

  private static Object find(Text self, String method, Args args) {
    @Nullable Object[] bound = args.bindPositional(method, "sub", "start?", "end?");
    String wanted = text(bound[0]).string();
    int[] range = range(self, bound[1], bound[2]);
    int found = -1;
    if (range != null) {
      found =
          method.startsWith("r")
              ? self.string().lastIndexOf(wanted, range[1] - wanted.length())
              : self.string().indexOf(wanted, range[0]);
      if (found < range[0] || found + wanted.length() > range[1]) {
        found = -1;
      }
    }
    if (found < 0 && method.endsWith("index")) {
      throw PyException.value("substring not found");
    }
    return found < 0 ? -1L : (long) self.point(found);
  }

  private static Object count(Text self, Args args) {
    @Nullable Object[] bound = args.bindPositional("count", "sub", "start?", "end?");
    String wanted = text(bound[0]).string();
    int[] range = range(self, bound[1], bound[2]);
    if (range == null) {
      return 0L;
    }
    if (wanted.isEmpty()) {
      return (long) self.point(range[1]) - self.point(range[0]) + 1;
    }
    long count = 0;
    int at = self.string().indexOf(wanted, range[0]);
    while (at >= 0 && at + wanted.length() <= range[1]) {
      count++;
      at = self.string().indexOf(wanted, at + wanted.length());
    }
    return count;
  }

  private Object justify(Text self, String method, Args args) {
    @Nullable Object[] bound = args.bindPositional(method, "width", "fillchar?");
    Text fill = bound[1] == Args.MISSING ? Text.of(" ") : text(bound[1]);
    if (fill.points() != 1) {
      throw PyException.type("The fill character must be exactly one character long");
    }
    int width = Py.size(bound[0]);
    int missing = (int) Math.max(0L, (long) width - self.points());
    int left =
        switch (method) {
          case "center" -> missing / 2 + (missing & width & 1);
          case "rjust" -> missing;
          default -> 0;
        };
    return Texts.pad(self, left, missing - left, fill, budget);
  }

  private Object zeroFill(Text self, int width) {
    int missing = (int) Math.max(0L, (long) width - self.points());
    boolean signed = self.string().startsWith("-") || self.string().startsWith("+");
    int sign = signed ? 1 : 0;
    Text padded =
        Texts.pad(self.sub(sign, self.length()), missing, 0, Text.of("0"), budget);
    return Text.concat(self.sub(0, sign), padded, budget);
  }

  private Object expandTabs(Text self, Args args) {
    Object given = args.bind("expandtabs", "tabsize?")[0];
    int size = given == Args.MISSING ? 8 : Math.min(Py.size(given), Budget.MAX_TEXT);
    TextBuilder out = new TextBuilder(self.length());
    int column = 0;
    for (int i = 0; i < self.length(); i++) {
      char c = self.string().charAt(i);
      if (c == '\t') {
        int spaces = size <= 0 ? 0 : size - column % size;
        budget.length((long) out.length() + spaces);
        budget.text(spaces);
        out.appendLike(" ".repeat(spaces), self.sub(i, i + 1));
        column += spaces;
      } else {
        out.append(self.sub(i, i + 1));
        column = c == '\n' || c == '\r' ? 0 : column + (Character.isLowSurrogate(c) ? 0 : 1);
      }
    }
    return out.build();
  }
}
