package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class VulkanTest {

  /** A software device computes slowly; a busy machine slower. */
  private static final int MINUTES = 5;

  @Test
  @Timeout(value = MINUTES, unit = TimeUnit.MINUTES)
  void allLayersRunOnASoftwareDeviceAndRowsComeBack() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    for (String property : List.of("warmpath.natives", "warmpath.samples")) {
      command.add("-D" + property + "=" + System.getProperty(property));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"),
        VulkanProbe.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GGML_VK_VISIBLE_DEVICES", "0");
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();

    assumeTrue(!output.contains("no device:"), "No Vulkan device to test on: " + output);
    assertThat(output)
        .contains("cpu alone: true", "backend: Vulkan, rewind: ROWS", "layers: 7", "restored: true", "agree: true",
            "left: 0");
  }
}
