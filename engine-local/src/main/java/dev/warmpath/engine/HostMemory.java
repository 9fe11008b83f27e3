package dev.warmpath.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Memory of this machine, as far as it can be asked. Any thread. */
public final class HostMemory {
  private final Path machine;
  private final Path controlGroups;

  /**
   * @param machine Linux's table of memory, {@code /proc/meminfo}
   * @param controlGroups where a container sees its own limits, {@code /sys/fs/cgroup}
   */
  HostMemory(Path machine, Path controlGroups) {
    this.machine = machine;
    this.controlGroups = controlGroups;
  }

  /**
   * Bytes that new data can have without swapping. Page cache counts as free where that is known
   * (Linux), and a container's limit is respected.
   */
  public static long freeBytes() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new HostMemory(Path.of("/proc/meminfo"), Path.of("/sys/fs/cgroup"))
        .free(system.getFreeMemorySize(), system.getTotalMemorySize());
  }

  /**
   * @param free what the virtual machine says is free: within a container's limit, if there is one
   * @param total what it says there is, likewise
   */
  long free(long free, long total) {
    OptionalLong available = kilobytes(machine, "MemAvailable:");
    if (available.isEmpty()) {
      return free;
    }
    boolean limited = total < kilobytes(machine, "MemTotal:").orElse(total);
    return limited
        ? Math.min(Math.min(total, free + groupCache()), available.getAsLong())
        : available.getAsLong();
  }

  /** Page cache counted as used within the container's limit, given up when memory is wanted. */
  private long groupCache() {
    OptionalLong newer = number(controlGroups.resolve("memory.stat"), "inactive_file ");
    return newer.isPresent()
        ? newer.getAsLong()
        : number(controlGroups.resolve("memory/memory.stat"), "total_inactive_file ").orElse(0);
  }

  private static OptionalLong kilobytes(Path file, String name) {
    OptionalLong found = number(file, name);
    return found.isEmpty() ? found : OptionalLong.of(found.getAsLong() * 1024);
  }

  /** Empty where there is no such file or line: not every system has them. */
  private static OptionalLong number(Path file, String name) {
    if (!Files.isReadable(file)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()).replaceAll("\\D", ""))
          .filter(digits -> !digits.isEmpty())
          .mapToLong(Long::parseLong)
          .findFirst();
    } catch (IOException | UncheckedIOException unreadable) {
      return OptionalLong.empty();
    }
  }
}
