package dev.warmpath.app.cli;

import dev.warmpath.template.ChatTemplates;
import dev.warmpath.workspace.ChatBody;
import dev.warmpath.workspace.TextFile;
import dev.warmpath.workspace.WorkspaceException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Renders a request through a chat template: prints the prompt and nothing else. */
@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    description = "Render a chat request through a Jinja chat template.",
    footer = {"", "Example: warmpath template qwen3.jinja body.json --set enable_thinking=false"})
final class TemplateCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE.jinja", description = "The template.")
  private Path template = Path.of("");

  @Parameters(index = "1", paramLabel = "REQUEST.json", description = "The request body.")
  private Path request = Path.of("");

  @Option(
      names = "--clock",
      paramLabel = "ISO",
      description = "Time for strftime_now, like 2026-03-14T09:26:53 (default: now).")
  private @Nullable String clock;

  @Option(
      names = "--set",
      paramLabel = "NAME=JSON",
      description = "A template variable; repeatable; wins over the request's field.")
  private List<String> variables = List.of();

  @Option(names = "--bos", paramLabel = "S", description = "Value of bos_token (default: empty).")
  private String bos = "";

  @Option(names = "--eos", paramLabel = "S", description = "Value of eos_token (default: empty).")
  private String eos = "";

  @Override
  public Integer call() {
    String source = TextFile.read(template);
    Map<String, @Nullable Object> fields =
        new LinkedHashMap<>(
            ChatBody.parse(TextFile.read(request), request.getFileName().toString()));
    for (String variable : variables) {
      int sign = variable.indexOf('=');
      if (sign < 1) {
        throw new WorkspaceException(
            "--set " + variable + ": write it like enable_thinking=false (name=JSON).");
      }
      String name = variable.substring(0, sign);
      fields.put(name, ChatBody.value(variable.substring(sign + 1), "--set " + name));
    }
    System.out.print(
        ChatTemplates.jinja(source, bos, eos, clock()).render(fields).text());
    System.out.flush();
    return ExitCode.OK;
  }

  private Clock clock() {
    if (clock == null) {
      return Clock.systemDefaultZone();
    }
    ZoneId zone = ZoneId.systemDefault();
    try {
      if (clock.length() == "2026-03-14".length()) {
        return Clock.fixed(LocalDate.parse(clock).atStartOfDay(zone).toInstant(), zone);
      }
      if (clock.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")) {
        OffsetDateTime time = OffsetDateTime.parse(clock);
        return Clock.fixed(time.toInstant(), time.getOffset());
      }
      return Clock.fixed(LocalDateTime.parse(clock).atZone(zone).toInstant(), zone);
    } catch (DateTimeException e) {
      throw new WorkspaceException(
          "--clock " + clock + " is not an ISO time like 2026-03-14T09:26:53.", e);
    }
  }
}
