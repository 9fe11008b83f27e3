package dev.warmpath.app.cli;

import dev.warmpath.app.wiring.Diagnosis;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what Warmpath found on this computer and whether it works. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Show devices, native libraries and the model, run a self-check, say what is"
        + " missing.",
    footer = {"", "Example: warmpath doctor --model my.gguf --ctx 32768"})
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
      System.out.print(FactSheet.of(diagnosis.facts()));
    }
    return diagnosis.problem() == null ? ExitCode.OK : ExitCode.of(diagnosis.problem());
  }
}
