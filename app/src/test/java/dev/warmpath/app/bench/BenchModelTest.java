package dev.warmpath.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.engine.EngineInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchModelTest {

  @Test
  void theStandardModelHasAbout60MillionParameters() {
    assertThat(BenchModel.STANDARD.writer().parameters()).isBetween(55_000_000L, 65_000_000L);
  }

  @Test
  void llamaCppLoadsIt(@TempDir Path folder) {
    Path file = BenchModel.TINY.in(folder);
    BenchOptions options = new BenchOptions(null, folder, 1, "cpu", true, null);
    try (Wiring.Opened opened = Wiring.open(options.open(file, 256, 1), part -> true)) {
      assertThat(opened.model().warning()).isEmpty();
      EngineInfo info = opened.model().engine().info();
      assertThat(info.rewind()).isEqualTo(EngineInfo.Rewind.ROWS);
      assertThat(info.parameters()).isEqualTo(BenchModel.TINY.writer().parameters());
      assertThat(info.quantisation()).isEqualTo("Q8_0");
      // 2 layers × K and V × 64 numbers × 2 bytes
      assertThat(info.bytesPerToken()).isEqualTo(512);
      assertThat(opened.model().engine().tokenizer().tokenize(" badofi kemi").size())
          .isEqualTo(5);
    }
  }

  @Test
  void isMadeOnceAndWhole(@TempDir Path folder) throws IOException {
    Path cache = folder.resolve("new/folder");
    Path file = BenchModel.TINY.in(cache);
    byte[] made = Files.readAllBytes(file);
    assertThat(made).isEqualTo(BenchModel.TINY.writer().bytes());
    Files.writeString(file, "kept");
    assertThat(BenchModel.TINY.in(cache)).isEqualTo(file).hasContent("kept");
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.toList()).isEqualTo(List.of(file));
    }
  }
}
