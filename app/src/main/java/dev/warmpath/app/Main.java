package dev.warmpath.app;

import dev.warmpath.app.cli.Warmpath;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Entry point of the window and of every command. */
public final class Main {
  /** Held here: the log's own registry forgets loggers nobody refers to. */
  private static final Logger TOOLKIT_LOG = Logger.getLogger("javafx");

  private Main() {}

  public static void main(String[] arguments) {
    // UTF-8 whatever the locale: other programs read what we print.
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    // JavaFX warns about the class path; this is where we run it on purpose.
    TOOLKIT_LOG.setLevel(Level.OFF);
    int exit = Warmpath.run(arguments);
    System.out.flush();
    System.err.flush();
    // Native threads must not keep a finished command alive.
    System.exit(exit);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13) {
          @Override
          public synchronized void write(byte[] bytes, int from, int length)
              throws IOException {
            super.write(bytes, from, length);
            flush();
          }
        },
        true,
        StandardCharsets.UTF_8);
  }
}
