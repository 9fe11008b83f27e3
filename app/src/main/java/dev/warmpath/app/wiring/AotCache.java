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

  /** The runtime maps the cache only when it accepts it; then its own classes come from there. */
  private static boolean inUse() {
    var runtime =
        ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class);
    try {
      return runtime != null && Boolean.parseBoolean(runtime.getVMOption("UseSharedSpaces").getValue());
    } catch (IllegalArgumentException noSuchOption) {
      return false;
    }
  }
}
