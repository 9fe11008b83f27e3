package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.engine.EngineException.Kind;
import dev.warmpath.engine.EngineException;
import dev.warmpath.llama.binding.LibraryFolder;
import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.binding.NativeLibrary;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaLibraryTest {
  @TempDir Path folder;

  @Test
  void itIsLoadedOncePerProcessFromAnyThread() throws Exception {
    Set<LlamaLibrary> loaded = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(Thread.ofPlatform().start(() -> loaded.add(LlamaLibrary.load())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(loaded).hasSize(1);
  }

  @Test
  void theProcessorIsAlwaysADevice() {
    assertThat(Demo.library().devices())
        .anySatisfy(
            device -> {
              assertThat(device.type()).isEqualTo(Device.Type.CPU);
              assertThat(device.backend()).isEqualTo("CPU");
              assertThat(device.description()).isNotBlank();
              assertThat(device.totalBytes()).isPositive();
            });
    boolean gpu = Demo.library().devices().stream().anyMatch(Device::offloads);
    if (gpu) {
      assertThat(Demo.library().fallbacks()).isEmpty();
    } else {
      assertThat(Demo.library().fallbacks())
          .allSatisfy(reason -> assertThat(reason).contains("running on the CPU"));
    }
  }

  @Test
  void anEmptyFolderIsRefusedWithWhatToDo() {
    assertThatThrownBy(() -> LibraryFolder.below(folder, ""))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_NATIVE))
        .hasMessage(
            "There are no llama.cpp libraries (libllama, libggml, libggml-base) below " + folder
                + ". Build Warmpath again to fetch them, or set WARMPATH_NATIVES to the folder"
                + " that holds them.");
  }

  @Test
  void librariesAreFoundUnderTheNamesOfEveryPlatform() throws Exception {
    for (String[] names :
        List.of(
            new String[] {"libllama.so", "libggml.so", "libggml-base.so"},
            new String[] {
              "libllama.vulkan.v0.4.0.so", "libggml.vulkan.v0.4.0.so", "libggml-base.so"
            },
            new String[] {"libllama.dylib", "libggml.dylib", "libggml-base.dylib"},
            new String[] {"llama.dll", "ggml.dll", "ggml-base.dll"},
            new String[] {"llama.cuda.v0.4.0.dll", "ggml.cuda.v0.4.0.dll", "ggml-base.dll"})) {
      Path place = Files.createDirectories(folder.resolve(names[0] + "/deep/down"));
      for (String name : names) {
        Files.createFile(place.resolve(name));
      }
      Files.createFile(place.resolve("libllama-common.so"));
      Files.createFile(place.resolve("libggml-cpu-haswell.so"));
      LibraryFolder found = LibraryFolder.below(folder.resolve(names[0]), "");
      assertThat(List.of(found.llama(), found.ggml(), found.base()))
          .extracting(file -> file.getFileName().toString())
          .containsExactly(names);
    }
    assertThat(LibraryFolder.below(folder, "cuda").path().toString()).contains("cuda");
    assertThatThrownBy(() -> LibraryFolder.below(folder, "rocm"))
        .hasMessageContaining("of the variant 'rocm'");
  }

  @Test
  void aLibraryWithoutAFunctionIsRefusedByItsName() {
    assertThatThrownBy(() -> new LlamaApi(name -> java.util.Optional.empty()))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_NATIVE))
        .hasMessageStartingWith("The llama.cpp library has no function llama_log_set");
    MemorySegment somewhere = MemorySegment.ofAddress(16);
    assertThatThrownBy(
            () ->
                new LlamaApi(
                    name ->
                        name.equals("llama_decode")
                            ? java.util.Optional.empty()
                            : java.util.Optional.of(somewhere)))
        .hasMessageContaining("has no function llama_decode: it is not version v0.4.0");
  }

  @Test
  void aFileThatIsNoLibraryOfThisSystemIsRefusedByItsName() throws Exception {
    for (String name : List.of("libllama.so", "libggml.so", "libggml-base.so")) {
      Files.writeString(folder.resolve(name), "not a library");
    }
    LibraryFolder foreign = LibraryFolder.below(folder, "");
    assertThatThrownBy(() -> NativeLibrary.open(foreign))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_NATIVE))
        .hasMessageStartingWith("The library " + folder.resolve("libggml-base.so"))
        .hasMessageContaining("cannot be opened: it is for another system, damaged, or");
  }

  @Test
  void nothingThatLlamaLogsReachesStandardOutputButItIsKept() {
    Demo.vocabulary().close();
    assertThat(Demo.library().log()).isNotEmpty();
  }
}
