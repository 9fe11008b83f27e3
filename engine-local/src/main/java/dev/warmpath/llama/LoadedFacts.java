package dev.warmpath.llama;

/**
 * What llama.cpp knows of a model it has loaded, or whose vocabulary alone it has. Immutable.
 *
 * @param name the file's own name for the model; the file name when it has none
 * @param architecture {@code llama}, {@code qwen2}, …
 * @param parameters number of weights; 0 when only the vocabulary was loaded
 * @param sizeBytes bytes of all tensors; the file's size when only the vocabulary was loaded
 * @param trainingContext tokens the model was trained for; 0 when unknown
 * @param layers number of layers; 0 when unknown
 * @param kvElementsPerToken K and V elements of one token over all layers; 0 when unknown
 * @param quantisation {@code Q8_0}, {@code F16}; {@code unknown} when the file does not say
 * @param recurrent its memory is a running state
 * @param hybrid it has both a running state and KV
 * @param slidingWindow tokens of the attention window; 0 = full attention
 * @param template the chat template in the file; empty when there is none
 * @param preTokenizer the file's {@code tokenizer.ggml.pre}; empty when there is none
 */
public record LoadedFacts(
    String name, String architecture, long parameters, long sizeBytes,
    int trainingContext, int layers, long kvElementsPerToken, String quantisation,
    boolean recurrent, boolean hybrid, int slidingWindow, String template, String preTokenizer) {

  /** True when tokens can be dropped from the end and single rows be kept. */
  public boolean rewinds() {
    return !recurrent && !hybrid && slidingWindow == 0;
  }
}
