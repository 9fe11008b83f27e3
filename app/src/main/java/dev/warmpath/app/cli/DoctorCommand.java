package dev.warmpath.app.cli;

import dev.warmpath.app.wiring.Diagnosis;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what Warmpath found on this computer and whether it works. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Show devices, native libraries and the model, run a self-check, say what is"
        + " missing.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Diagnosis diagnosis = Diagnosis.of(model.open(1));
    if (json) {
      Output.json(diagnosis.facts());
    } else {
      print("", diagnosis.facts());
    }
    return diagnosis.problem() == null ? ExitCode.OK : ExitCode.of(diagnosis.problem());
  }

  private static void print(String indent, Map<?, ?> facts) {
    facts.forEach(
        (name, value) -> {
          String label = indent + String.valueOf(name).replace('_', ' ');
          switch (value) {
            case Map<?, ?> map -> {
              System.out.println(label);
              print(indent + "  ", map);
            }
            case Iterable<?> items -> {
              System.out.println(label);
              items.forEach(
                  item -> {
                    if (item instanceof Map<?, ?> map) {
                      System.out.println(indent + "  -");
                      print(indent + "    ", map);
                    } else {
                      System.out.println(indent + "  - " + item);
                    }
                  });
            }
            case null -> System.out.println(label + ": unknown");
            default -> System.out.println(label + ": " + value);
          }
        });
  }
}
