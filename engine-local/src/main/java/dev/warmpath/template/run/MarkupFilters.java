package dev.warmpath.template.run;

import dev.warmpath.template.python.Html;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import dev.warmpath.template.value.Undefined;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters for HTML and addresses; rare in chat templates, but part of jinja2. */
final class MarkupFilters {
  private static final Pattern SPACES =
      Pattern.compile("[\\s\\x1c-\\x1f]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern TAGS = Pattern.compile("<!--.*?-->|<[^>]*>", Pattern.DOTALL);
  private static final Pattern BAD_NAME = Pattern.compile("[\\s/>=]");

  private final FilterContext context;

  MarkupFilters(FilterContext context) {
    this.context = context;
  }

  void addTo(Map<String, Filter> table) {
    table.put("safe", plain("safe", Text::asMarkup));
    Filter escape = plain("escape", text -> Html.escape(text, context.budget));
    table.put("e", escape);
    table.put("escape", escape);
    table.put("forceescape", plain("forceescape", text -> Html.force(text, context.budget)));
    table.put("striptags", this::stripTags);
    table.put("urlencode", this::urlEncode);
    table.put("xmlattr", this::xmlAttributes);
  }

  private Filter plain(String name, UnaryOperator<Text> body) {
    return (value, args) -> {
      args.bind(name);
      return body.apply(context.text(value));
    };
  }

  private Object stripTags(@Nullable Object value, Args args) {
    args.bind("striptags");
    String text = context.text(value).string();
    String bare = TAGS.matcher(text).replaceAll("");
    String spaced = SPACES.matcher(bare).replaceAll(" ").strip();
    return context.text(value).transformed(
        spaced.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", "\"")
            .replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&"));
  }

  private Object urlEncode(@Nullable Object value, Args args) {
    args.bind("urlencode");
    if (value instanceof Text || !Py.isIterable(value)) {
      return quote(context.text(value), false);
    }
    List<Text> parts = new ArrayList<>();
    for (Object item : Py.items(value)) {
      List<@Nullable Object> pair = new ArrayList<>();
      if (value instanceof PyDict dict) {
        PyDict.Entry entry = java.util.Objects.requireNonNull(dict.find(item));
        pair.add(entry.key());
        pair.add(entry.value());
      } else {
        pair.addAll(Py.items(item));
      }
      if (pair.size() != 2) {
        throw PyException.value("urlencode needs pairs");
      }
      if (!parts.isEmpty()) {
        parts.add(Text.of("&"));
      }
      parts.add(quote(context.text(pair.get(0)), true));
      parts.add(Text.of("="));
      parts.add(quote(context.text(pair.get(1)), true));
    }
    return Text.concat(parts, context.budget);
  }

  private static Text quote(Text text, boolean query) {
    String encoded =
        URLEncoder.encode(text.string(), StandardCharsets.UTF_8)
            .replace("*", "%2A").replace("%7E", "~");
    return text.transformed(
        query ? encoded : encoded.replace("+", "%20").replace("%2F", "/"));
  }

  private Object xmlAttributes(@Nullable Object value, Args args) {
    Object spaced = FilterContext.or(args.bind("xmlattr", "autospace?")[0], true);
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!(value instanceof PyDict dict)) {
      throw PyException.type("xmlattr needs a mapping, not " + Py.type(value));
    }
    TextBuilder out = new TextBuilder(64);
    for (PyDict.Entry entry : dict.entries()) {
      if (entry.value() == null || entry.value() instanceof Undefined) {
        continue;
      }
      Text name = context.text(entry.key());
      if (BAD_NAME.matcher(name.string()).find()) {
        throw PyException.value(
            "Invalid character in attribute name: " + context.repr.repr(name));
      }
      out.append(out.length() == 0 && !Py.truth(spaced) ? "" : " ");
      out.append(Html.escape(name, context.budget)).append("=\"");
      out.append(Html.escape(context.text(entry.value()), context.budget)).append("\"");
    }
    return out.build();
  }
}
