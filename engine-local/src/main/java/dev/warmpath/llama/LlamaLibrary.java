package dev.warmpath.llama;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.HostMemory;
import dev.warmpath.llama.binding.LibraryFolder;
import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.binding.NativeLibrary;
import dev.warmpath.llama.binding.NativeLog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * llama.cpp, loaded once per process: its backends register themselves for good. Thread-safe.
 */
public final class LlamaLibrary {
  /** Environment variable and system property with the folder to search. */
  public static final String FOLDER_VARIABLE = "WARMPATH_NATIVES";

  public static final String FOLDER_PROPERTY = "warmpath.natives";

  /** System property that chooses a variant by a part of its path: {@code cuda}. */
  public static final String VARIANT_PROPERTY = "warmpath.natives.variant";

  private static final Object LOADING = new Object();
  private static @Nullable LlamaLibrary loaded;

  private final NativeLibrary natives;

  private LlamaLibrary(NativeLibrary natives) {
    this.natives = natives;
  }

  /**
   * The process's library, opened on the first call; a failed opening is tried again.
   *
   * @throws EngineException NO_NATIVE with what is missing and what to do
   */
  public static LlamaLibrary load() {
    synchronized (LOADING) {
      return loaded != null
          ? loaded
          : open(searchRoot(), System.getProperty(VARIANT_PROPERTY, ""));
    }
  }

  private static LlamaLibrary open(Path root, String variant) {
    LlamaLibrary library =
        new LlamaLibrary(NativeLibrary.open(LibraryFolder.below(root, variant)));
    loaded = library;
    return library;
  }

  /** Where the libraries are looked for: property, variable, then beside the packaged program. */
  static Path searchRoot() {
    String property = System.getProperty(FOLDER_PROPERTY, "");
    if (!property.isBlank()) {
      return Path.of(property);
    }
    String variable = System.getenv(FOLDER_VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return Path.of(variable);
    }
    String program = System.getProperty("jpackage.app-path", "");
    Path folder = program.isBlank() ? null : Path.of(program).toAbsolutePath().getParent();
    if (folder != null) {
      // Linux: bin/warmpath beside lib/; Windows: warmpath.exe beside app/; macOS: Contents/MacOS.
      for (String place : List.of("../lib/native", "native", "app/native", "../app/native")) {
        Path candidate = folder.resolve(place).normalize();
        if (Files.isDirectory(candidate)) {
          return candidate;
        }
      }
    }
    throw new EngineException(
        EngineException.Kind.NO_NATIVE,
        "The llama.cpp libraries were not found: start Warmpath with ./warmpath, or set "
            + FOLDER_VARIABLE + " to the folder that holds them.");
  }

  /** The folder the libraries came from. */
  public Path folder() {
    return natives.folder().path();
  }

  /** What the library calls its version. */
  public String version() {
    String version = api().version();
    return version == null ? "unknown" : version;
  }

  /** The devices now, with their free memory now. */
  public List<Device> devices() {
    List<Device> devices = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment free = arena.allocate(JAVA_LONG);
      MemorySegment total = arena.allocate(JAVA_LONG);
      for (long i = 0; i < api().deviceCount(); i++) {
        MemorySegment device = api().deviceGet(i);
        api().deviceMemory(device, free, total);
        devices.add(
            new Device(
                text(api().deviceName(device)), text(api().deviceDescription(device)).strip(),
                text(api().deviceBackend(device)), type(api().deviceType(device)),
                free(device, free.get(JAVA_LONG, 0)), total.get(JAVA_LONG, 0)));
      }
    }
    return devices;
  }

  /** Of the host, llama.cpp calls all memory free. */
  private long free(MemorySegment device, long told) {
    boolean host = type(api().deviceType(device)) == Device.Type.CPU;
    return host ? HostMemory.freeBytes() : told;
  }

  /** The native device of that name; a null pointer when there is none. */
  MemorySegment nativeDevice(String name) {
    for (long i = 0; i < api().deviceCount(); i++) {
      MemorySegment device = api().deviceGet(i);
      if (name.equals(api().deviceName(device))) {
        return device;
      }
    }
    return MemorySegment.NULL;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Device.Type type(int number) {
    Device.Type[] types = Device.Type.values();
    return number >= 0 && number < types.length ? types[number] : Device.Type.ACCELERATOR;
  }

  /** Why no GPU is used although a GPU library is there; empty when one is, or none could be. */
  public List<String> fallbacks() {
    if (devices().stream().anyMatch(Device::offloads)) {
      return List.of();
    }
    return natives.folder().gpuBackends().stream().map(LlamaLibrary::fallback).toList();
  }

  private static String fallback(String backend) {
    List<String> missing =
        needs(backend, System.getProperty("os.name", "")).stream()
            .filter(name -> !opens(name))
            .toList();
    String label = backend.equals("vulkan") ? "Vulkan" : backend.toUpperCase(Locale.ROOT);
    if (missing.isEmpty()) {
      return label + " found no graphics device: running on the CPU";
    }
    String advice =
        backend.equals("vulkan")
            ? "install the Vulkan loader (Debian: libvulkan1) and your graphics driver"
            : "install the driver and run-time libraries of the graphics card";
    return label + " cannot be used, " + String.join(", ", missing)
        + " is missing: running on the CPU; " + advice;
  }

  private static List<String> needs(String backend, String system) {
    boolean windows = system.startsWith("Windows");
    return switch (backend) {
      case "vulkan" -> List.of(windows ? "vulkan-1.dll" : "libvulkan.so.1");
      case "cuda" ->
          windows
              ? List.of("nvcuda.dll", "cudart64_13.dll", "cublas64_13.dll")
              : List.of("libcuda.so.1", "libcudart.so.13", "libcublas.so.13");
      default -> List.of();
    };
  }

  private static boolean opens(String library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The newest lines that llama.cpp logged. */
  public List<String> log() {
    return natives.log().since(0).stream().map(NativeLog.Line::text).toList();
  }

  LlamaApi api() {
    return natives.api();
  }

  NativeLog nativeLog() {
    return natives.log();
  }
}
