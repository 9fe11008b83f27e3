package dev.warmpath.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMemoryTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  private HostMemory memory(String... groupLines) throws IOException {
    Path table = folder.resolve("meminfo");
    Files.writeString(
        table, "MemTotal:       16777216 kB\nMemFree: 1 kB\nMemAvailable:   12582912 kB\n");
    Path groups = Files.createDirectories(folder.resolve("cgroup"));
    if (groupLines.length > 0) {
      Files.write(groups.resolve("memory.stat"), java.util.List.of(groupLines));
    }
    return new HostMemory(table, groups);
  }

  @Test
  void pageCacheCountsAsFree() throws IOException {
    assertThat(memory().free(GIB, 16 * GIB)).isEqualTo(12 * GIB);
  }

  @Test
  void aContainersLimitCountsNotTheMachinesMemory() throws IOException {
    assertThat(memory().free(GIB, 4 * GIB)).isEqualTo(GIB);
    assertThat(memory("anon 5", "inactive_file 1073741824").free(GIB, 4 * GIB))
        .isEqualTo(2 * GIB);
    assertThat(memory("inactive_file 99999999999").free(GIB, 4 * GIB)).isEqualTo(4 * GIB);
  }

  @Test
  void withoutTablesTheVirtualMachinesNumberCounts() {
    Path nowhere = folder.resolve("nowhere");
    assertThat(new HostMemory(nowhere, nowhere).free(GIB, 4 * GIB)).isEqualTo(GIB);
    assertThat(HostMemory.freeBytes()).isPositive();
  }
}
