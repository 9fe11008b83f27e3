package dev.warmpath.llama;

import dev.warmpath.engine.EngineException;
import dev.warmpath.gguf.GgufException;
import dev.warmpath.gguf.GgufFile;
import dev.warmpath.gguf.GgufHeader;
import dev.warmpath.gguf.TensorType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Refuses a model file before native code sees it, above all what llama.cpp answers with an
 * assertion, which would end the process: doubled vocabulary entries, layer counts and rope sizes
 * out of range, norms of a type that cannot be multiplied, data beyond the file's end. What
 * llama.cpp itself reports as an error is left to it.
 */
final class ModelFile {
  /** llama.cpp's LLAMA_MAX_LAYERS. */
  private static final int MAX_LAYERS = 512;

  private static final String TOKENS = "tokenizer.ggml.tokens";
  private static final Set<TensorType> NORM_TYPES = Set.of(TensorType.F32, TensorType.F16);

  private final Path path;
  private final GgufHeader header;

  private ModelFile(Path path, GgufHeader header) {
    this.path = path;
    this.header = header;
  }

  /**
   * Refuses what cannot be loaded.
   *
   * @return its size in bytes
   * @throws EngineException BAD_MODEL that says why
   */
  static long check(Path path) {
    if (!Files.exists(path)) {
      throw bad("The model file does not exist: " + path + ". Check the path.");
    }
    if (Files.isDirectory(path)) {
      throw bad(path + " is a directory; choose a .gguf file in it.");
    }
    if (!Files.isReadable(path)) {
      throw bad(path + " may not be read by this user; change its permissions.");
    }
    try {
      if (Files.size(path) == 0) {
        throw bad(path + " is empty (0 bytes); download it again.");
      }
      ModelFile file = new ModelFile(path, GgufFile.read(path));
      file.checkNumbers();
      file.checkVocabulary();
      file.checkTensors();
      return file.header.fileBytes();
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Kind.BAD_MODEL, path + " cannot be read: " + e.getMessage(), e);
    } catch (GgufException e) {
      throw new EngineException(EngineException.Kind.BAD_MODEL, e.getMessage(), e);
    }
  }

  private void checkNumbers() {
    range("block_count", 1, MAX_LAYERS);
    range("nextn_predict_layers", 0, MAX_LAYERS);
    long width = number("embedding_length").orElse(0);
    long heads = number("attention.head_count").orElse(0);
    long head = number("attention.key_length").orElse(heads > 0 ? width / heads : 0);
    if (head > 0) {
      // With 0 the native computation never ends.
      range("rope.dimension_count", 1, head);
    }
  }

  private String architecture() {
    return header.string("general.architecture").orElse("");
  }

  private OptionalLong number(String name) {
    return header.number(architecture() + "." + name);
  }

  private void range(String name, long low, long high) {
    OptionalLong value = number(name);
    if (value.isPresent() && (value.getAsLong() < low || value.getAsLong() > high)) {
      throw damaged(
          "'" + architecture() + "." + name + "' is " + Long.toUnsignedString(value.getAsLong())
              + "; " + low + " to " + high + " is possible");
    }
  }

  private void checkVocabulary() {
    if (!(header.metadata().get(TOKENS) instanceof GgufHeader.Array tokens)
        || !tokens.ofStrings()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    long[] index = {0};
    GgufFile.forEachString(
        header, tokens,
        bytes -> {
          // As Latin-1 every byte sequence stays distinct: doubled tokens are doubled bytes.
          String text = new String(bytes, StandardCharsets.ISO_8859_1);
          if (!seen.add(asRead(text, index[0]++))) {
            throw damaged("its vocabulary has the token '" + text + "' twice");
          }
        });
  }

  /** The library ends a token at its first NUL and names the empty ones by their number. */
  private static String asRead(String token, long index) {
    int end = token.indexOf('\0');
    String read = end < 0 ? token : token.substring(0, end);
    return read.isEmpty() ? "[EMPTY_" + index + "]" : read;
  }

  private void checkTensors() {
    for (GgufHeader.Tensor tensor : header.tensors()) {
      if (tensor.name().endsWith("_norm.weight") && !NORM_TYPES.contains(tensor.type())) {
        throw damaged(
            "tensor '" + tensor.name() + "' has the type " + tensor.type() + ", not F32");
      }
    }
    long needed = header.declaredEnd();
    if (!header.tensors().isEmpty() && needed > header.fileBytes()) {
      throw bad(
          path + " is truncated: its tensors need " + needed + " bytes and it has "
              + header.fileBytes() + "; download it again.");
    }
  }

  private EngineException damaged(String why) {
    return bad(path + " is damaged: " + why + ".");
  }

  private static EngineException bad(String message) {
    return new EngineException(EngineException.Kind.BAD_MODEL, message);
  }
}
