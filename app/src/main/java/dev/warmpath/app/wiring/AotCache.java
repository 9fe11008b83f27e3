package dev.warmpath.app.wiring;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the installed program's AOT cache is in use. */
final class AotCache {
  private static final String OPTION = "-XX:AOTCache=";

  private AotCache() {}

  /** In words; empty where there is no such cache, as in a checkout. */
  static String state() {
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith(OPTION)) {
        Path file = Path.of(argument.substring(OPTION.length()));
        if (!Files.exists(file)) {
          return "missing: " + file + "; the program starts without it";
        }
        return inUse()
            ? "in use"
            : "rejected by the Java runtime; the program starts without it. Install it again.";
      }
    }
    return "";
  }

  /** With an AOT cache named, a runtime that shares classes shares that cache's. */
  private static boolean inUse() {
    return System.getProperty("java.vm.info", "").contains("sharing");
  }
}
