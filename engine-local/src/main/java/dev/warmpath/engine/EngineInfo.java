package dev.warmpath.engine;

import java.util.List;

/**
 * What an engine runs on. Immutable.
 *
 * @param model display name of the model
 * @param modelId identity used in namespaces
 * @param parameters number of weights
 * @param quantisation as the file names it: {@code Q8_0}
 * @param device device name: {@code RTX 4070}, {@code CPU}
 * @param backend {@code CPU}, {@code Vulkan}, {@code Metal}, {@code CUDA}
 * @param context tokens one request may use, prompt and answer
 * @param slots requests that can run at the same time
 * @param bytesPerToken KV bytes of one token over all layers
 * @param rewind what the model's memory allows
 * @param notes things the user should know: fall-backs and why, a failed self-check
 */
public record EngineInfo(
    String model, String modelId, long parameters, String quantisation, String device,
    String backend, int context, int slots, long bytesPerToken, Rewind rewind,
    List<String> notes) {

  /** What a model's memory allows. */
  public enum Rewind {
    /** Plain KV: rows of single tokens can be saved, restored and truncated. */
    ROWS,
    /** Only whole saved states can be set back and continued from their end. */
    SNAPSHOT,
    /** Nothing can be reused but an exact continuation in place. */
    NONE
  }

  public EngineInfo {
    notes = List.copyOf(notes);
  }
}
