package dev.warmpath.llama.binding;

import dev.warmpath.engine.EngineException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;

/**
 * The opened and checked libraries. Opening loads backends into the process for good, so one
 * instance exists per process; {@code LlamaLibrary} keeps it.
 *
 * @param folder where they are
 * @param api their functions
 * @param log what they logged
 */
public record NativeLibrary(LibraryFolder folder, LlamaApi api, NativeLog log) {

  /**
   * Opens the libraries of {@code folder}, checks their layouts and loads their backends.
   *
   * @throws EngineException NO_NATIVE when a library cannot be opened or is another version
   */
  public static NativeLibrary open(LibraryFolder folder) {
    Arena process = Arena.global();
    // In this order each library finds the ones it depends on already loaded: Windows needs that.
    SymbolLookup base = library(folder.base(), process);
    SymbolLookup ggml = library(folder.ggml(), process);
    SymbolLookup llama = library(folder.llama(), process);
    LlamaApi api = new LlamaApi(llama.or(ggml).or(base));
    NativeLog log = new NativeLog();
    api.logSet(log.callback(process));
    LayoutCheck.run(api);
    api.loadBackends(process.allocateFrom(folder.path().toString()));
    api.backendInit();
    return new NativeLibrary(folder, api, log);
  }

  private static SymbolLookup library(Path file, Arena arena) {
    try {
      return SymbolLookup.libraryLookup(file, arena);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          EngineException.Kind.NO_NATIVE,
          "The library " + file + " cannot be opened: it is for another system, damaged, or"
              + " something it needs is missing (" + e.getMessage() + ").", e);
    }
  }
}
