package dev.warmpath.template.run;

import dev.warmpath.template.python.Cases;
import dev.warmpath.template.python.JsonText;
import dev.warmpath.template.python.PrettyText;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.python.StrFormat;
import dev.warmpath.template.python.StringMethods;
import dev.warmpath.template.python.TextWrap;
import dev.warmpath.template.python.Texts;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import dev.warmpath.template.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that give text. */
final class TextFilters {
  private static final Pattern WORD_START =
      Pattern.compile("[-\\s({\\[<]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern WORD =
      Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final long DEFAULT_TRUNCATE = 255;
  private static final long DEFAULT_WRAP = 79;
  private static final long TRUNCATE_LEEWAY = 5;

  private final FilterContext context;
  private final StringMethods strings;

  TextFilters(FilterContext context) {
    this.context = context;
    this.strings =
        new StringMethods(context.budget, new StrFormat(context.budget, context.access));
  }

  void addTo(Map<String, Filter> table) {
    table.put("upper", plain("upper", value -> Cases.upper(context.text(value))));
    table.put("lower", plain("lower", value -> Cases.lower(context.text(value))));
    table.put("capitalize", plain("capitalize", value -> Cases.capitalize(context.text(value))));
    table.put("title", plain("title", value -> title(context.text(value))));
    table.put("string", plain("string", context::text));
    table.put("wordcount", plain("wordcount", this::wordCount));
    table.put("trim", this::trim);
    table.put("replace", this::replace);
    table.put("join", this::join);
    table.put("indent", this::indent);
    table.put("truncate", this::truncate);
    table.put("center", this::center);
    table.put("format", this::format);
    table.put("tojson", this::toJson);
    table.put("default", this::fallback);
    table.put("d", this::fallback);
    table.put("wordwrap", this::wordWrap);
    table.put("pprint", this::pretty);
  }

  private interface One {
    @Nullable Object apply(@Nullable Object value);
  }

  private Filter plain(String name, One body) {
    return (value, args) -> {
      args.bind(name);
      if (value instanceof Text text) {
        context.budget.step(text.length() / 16);
      }
      return body.apply(value);
    };
  }

  private Object wordCount(@Nullable Object value) {
    return WORD.matcher(context.text(value).string()).results().count();
  }

  private Object trim(@Nullable Object value, Args args) {
    Object chars = args.bind("trim", "chars?")[0];
    Text text = context.text(value);
    return chars == Args.MISSING || chars == null
        ? Texts.strip(text, null, true, true)
        : strings.call(text, "strip", Args.of(List.of(chars)));
  }

  private Object replace(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("replace", "old", "new", "count?");
    int limit =
        bound[2] == Args.MISSING || bound[2] == null ? -1 : Py.size(bound[2]);
    return Texts.replace(
        context.text(value).asPlain(), context.text(bound[0]), context.text(bound[1]), limit,
        context.budget);
  }

  private Object join(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("join", "d?", "attribute?");
    Text separator = context.text(FilterContext.or(bound[0], Text.EMPTY));
    Object attribute = FilterContext.or(bound[1], null);
    var getter = context.getter(attribute, null);
    List<Text> parts = new ArrayList<>();
    var items = Py.iterate(value);
    while (items.hasNext()) {
      context.budget.step();
      if (!parts.isEmpty()) {
        parts.add(separator);
      }
      parts.add(context.text(getter.apply(items.next())));
    }
    return Text.concat(parts, context.budget);
  }

  private Object indent(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("indent", "width?", "first?", "blank?");
    Object width = FilterContext.or(bound[0], 4L);
    boolean first = Py.truth(FilterContext.or(bound[1], false));
    boolean blank = Py.truth(FilterContext.or(bound[2], false));
    Text indention =
        width instanceof Text text
            ? text
            : (Text) context.arithmetic.apply("*", Text.of(" "), width);
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!(value instanceof Text)) {
      throw PyException.type("indent needs a string, not " + Py.type(value));
    }
    Text newline = Text.of("\n");
    List<@Nullable Object> lines =
        Texts.lines(Text.concat((Text) value, newline, context.budget), false);
    List<Text> out = new ArrayList<>();
    if (first) {
      out.add(indention);
    }
    for (int i = 0; i < lines.size(); i++) {
      Text line = (Text) java.util.Objects.requireNonNull(lines.get(i));
      if (i > 0) {
        out.add(newline);
        out.add(blank || !line.isEmpty() ? indention : Text.EMPTY);
      }
      out.add(line);
    }
    Text result = Text.concat(out, context.budget);
    return ((Text) value).isMarkup() ? result.asMarkup() : result;
  }

  private Object wordWrap(@Nullable Object value, Args args) {
    @Nullable Object[] bound =
        args.bind(
            "wordwrap", "width?", "break_long_words?", "wrapstring?", "break_on_hyphens?");
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!(value instanceof Text text)) {
      throw PyException.type(
          "'" + Py.type(value) + "' object has no attribute 'splitlines'");
    }
    Object given = FilterContext.or(bound[2], null);
    if (given != null && !(given instanceof Text)) {
      throw PyException.type("'" + Py.type(given) + "' object has no attribute 'join'");
    }
    Text newline = given instanceof Text join ? join : Text.of("\n");
    TextWrap wrap =
        new TextWrap(
            Py.integer(FilterContext.or(bound[0], DEFAULT_WRAP)),
            Py.truth(FilterContext.or(bound[1], true)), Py.truth(FilterContext.or(bound[3], true)),
            context.budget);
    List<Text> out = new ArrayList<>();
    for (Object line : Texts.lines(text, false)) {
      List<Text> wrapped = wrap.lines((Text) java.util.Objects.requireNonNull(line));
      out.addAll(wrapped.isEmpty() ? List.of(Text.EMPTY) : wrapped);
    }
    return strings.call(newline, "join", Args.of(List.of(PyList.list(new ArrayList<>(out)))));
  }

  private Object pretty(@Nullable Object value, Args args) {
    args.bind("pprint");
    return PrettyText.of(value, context.budget);
  }

  private Object truncate(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("truncate", "length?", "killwords?", "end?", "leeway?");
    long length = Py.integer(FilterContext.or(bound[0], DEFAULT_TRUNCATE));
    Object tail = FilterContext.or(bound[2], Text.of("..."));
    Py.length(tail);
    Text end = context.text(tail);
    Object slack = FilterContext.or(bound[3], null);
    long leeway = slack == null ? TRUNCATE_LEEWAY : Py.integer(slack);
    if (length < end.points()) {
      throw PyException.value("expected length >= " + end.points() + ", got " + length);
    }
    if (leeway < 0) {
      throw PyException.value("expected leeway >= 0, got " + leeway);
    }
    if (!(value instanceof Text text)) {
      if (Py.length(value) - length <= leeway) {
        return value == null ? Text.EMPTY : value;
      }
      throw PyException.type("truncate needs a string, not " + Py.type(value));
    }
    if (text.points() - length <= leeway) {
      return text;
    }
    Text cut = text.sub(0, text.unit((int) length - end.points()));
    if (!Py.truth(FilterContext.or(bound[1], false))) {
      int space = cut.string().lastIndexOf(' ');
      cut = space < 0 ? cut : cut.sub(0, space);
    }
    return Text.concat(cut, end, context.budget);
  }

  private Object center(@Nullable Object value, Args args) {
    Object width = FilterContext.or(args.bind("center", "width?")[0], 80L);
    return strings.call(
        context.text(value), "center", Args.of(Collections.singletonList(width)));
  }

  private @Nullable Object format(@Nullable Object value, Args args) {
    if (!args.positional().isEmpty() && !args.named().isEmpty()) {
      throw PyException.type("can't handle positional and keyword arguments at the same time");
    }
    Object values = PyList.tuple(args.positional());
    if (!args.named().isEmpty()) {
      PyDict dict = new PyDict();
      args.named().forEach((name, item) -> dict.put(Text.of(name), item));
      values = dict;
    }
    return context.arithmetic.apply("%", context.text(value), values);
  }

  private Text title(Text text) {
    TextBuilder out = new TextBuilder(text.length());
    Matcher starts = WORD_START.matcher(text.string());
    int at = 0;
    while (at < text.length()) {
      boolean found = starts.find(at);
      int end = found ? starts.start() : text.length();
      if (end > at) {
        out.append(Cases.capitalized(text.sub(at, end)));
      }
      if (!found) {
        break;
      }
      out.append(text.sub(starts.start(), starts.end()));
      at = starts.end();
    }
    return out.build();
  }

  private Object toJson(@Nullable Object value, Args args) {
    @Nullable Object[] bound =
        args.bind("tojson", "ensure_ascii?", "indent?", "separators?", "sort_keys?");
    String indent = indentOf(FilterContext.or(bound[1], null));
    String item = indent == null ? ", " : ",";
    String key = ": ";
    Object separators = FilterContext.or(bound[2], null);
    if (separators != null) {
      List<@Nullable Object> both = Py.items(separators);
      if (both.size() != 2 || !(both.get(0) instanceof Text) || !(both.get(1) instanceof Text)) {
        throw PyException.value("separators must be two strings");
      }
      item = String.valueOf(both.get(0));
      key = String.valueOf(both.get(1));
    }
    boolean ascii = Py.truth(FilterContext.or(bound[0], false));
    boolean sorted = Py.truth(FilterContext.or(bound[3], false));
    return JsonText.dumps(
        value, new JsonText.Style(ascii, indent, item, key, sorted), context.budget);
  }

  private @Nullable String indentOf(@Nullable Object indent) {
    if (indent == null) {
      return null;
    }
    if (indent instanceof Text text) {
      return text.string();
    }
    int width = Math.max(0, Py.size(indent));
    context.budget.text(width);
    return " ".repeat(width);
  }

  private @Nullable Object fallback(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("default", "default_value?", "boolean?");
    boolean falsy = Py.truth(FilterContext.or(bound[1], false));
    return value instanceof Undefined || falsy && !Py.truth(value)
        ? FilterContext.or(bound[0], Text.EMPTY)
        : value;
  }
}
