package dev.warmpath.app.cli;

import dev.warmpath.engine.EngineSettings;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.ui.ports.ModelOptions.FlashAttention;
import dev.warmpath.ui.shell.Screen;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads option values, and refuses wrong ones in the words of the help instead of Java's. */
final class OptionValues {
  private OptionValues() {}

  /** For a command and all below it. */
  static void register(CommandLine commands) {
    number(commands, List.of(int.class, Integer.class), Integer::valueOf, "a whole number");
    number(commands, List.of(long.class, Long.class), Long::valueOf, "a whole number");
    number(commands, List.of(double.class, Double.class), Double::valueOf, "a number");
    choice(commands, EngineSettings.Mode.class);
    choice(commands, EngineSettings.Keys.class);
    choice(commands, ModelFacts.KvType.class);
    choice(commands, FlashAttention.class);
    choice(commands, RenderCommand.Theme.class);
    choice(commands, BenchCommand.Bench.class);
    choice(commands, Screen.class);
  }

  private static <T> void number(
      CommandLine commands, List<Class<T>> types, Function<String, T> parse, String what) {
    ITypeConverter<T> converter =
        text -> {
          try {
            return parse.apply(text);
          } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not " + what);
          }
        };
    types.forEach(type -> commands.registerConverter(type, converter));
  }

  private static <E extends Enum<E>> void choice(CommandLine commands, Class<E> type) {
    List<E> values = Arrays.asList(type.getEnumConstants());
    commands.registerConverter(
        type,
        text ->
            values.stream()
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new TypeConversionException(
                            "'" + text + "' is none of " + names(values))));
  }

  private static String names(List<? extends Enum<?>> values) {
    return String.join(
        ", ", values.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
  }
}
