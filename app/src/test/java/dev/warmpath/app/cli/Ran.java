package dev.warmpath.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/**
 * A command that ran in this process.
 *
 * @param exit its exit code
 * @param out what it wrote on standard output
 * @param err what it wrote on standard error
 */
record Ran(int exit, String out, String err) {
  static Ran command(String... arguments) {
    return of(() -> Warmpath.run(arguments));
  }

  /** @param command returns the exit code */
  static Ran of(IntSupplier command) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int exit = command.getAsInt();
      return new Ran(
          exit, written.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
