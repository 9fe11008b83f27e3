package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The official Node package, fetched by npm with its pinned hashes, against the endpoint. */
class NodeClientTest {
  private static final long NPM_SECONDS = 120;
  private static final long CLIENT_SECONDS = 120;
  private static final Path APP = Path.of(System.getProperty("warmpath.root", ".."), "app");

  @Test
  void theOfficialNodeClientWorksUnmodified() throws Exception {
    Path folder = installed();
    Map<String, JsonNode> said = new LinkedHashMap<>();
    try (TestServer server = TestServer.open(2, 1024)) {
      Result result =
          run(
              folder, CLIENT_SECONDS,
              List.of("node", "client.mjs", server.url(), TestServer.ALIAS));
      assertThat(result.exit()).as(result.output()).isZero();
      for (String line : result.output().split("\n")) {
        if (line.startsWith("{\"check\"")) {
          JsonNode one = TestServer.JSON.readTree(line);
          said.put(one.get("check").asString(), one.get("value"));
        }
      }
    }
    int prompt = said.get("prompt").asInt();
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("cached", "[0," + (prompt - 1) + "]");
    expected.put("prompt", Integer.toString(prompt));
    expected.put("same", "true");
    expected.put("streamed", "true");
    expected.put("streamUsage", Integer.toString(prompt - 1));
    expected.put("isolated", "0");
    expected.put("structured", "true");
    expected.put("tool", "[\"tool_calls\",\"lookup\"]");
    expected.put("toolArguments", "[\"city\",\"count\"]");
    expected.put("afterTool", "1");
    expected.put("toolStream", "\"lookup\"");
    expected.put("response", "true");
    expected.put("responseStream", "true");
    expected.put("responseCached", "true");
    expected.put("completion", "1");
    expected.put("models", "true");
    expected.put("model", "true");
    expected.put("unknownModel", "[\"NotFoundError\",\"model_not_found\",\"model\"]");
    expected.put("badValue", "[\"BadRequestError\",\"invalid_value\",\"temperature\"]");
    expected.put("tooLong", "[\"BadRequestError\",\"context_length_exceeded\",\"messages\"]");
    Map<String, String> found = new LinkedHashMap<>();
    said.forEach((check, value) -> found.put(check, value.toString()));
    assertThat(found).isEqualTo(expected);
  }

  private static Path installed() throws Exception {
    Path folder = APP.resolve("target").resolve("node");
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "package-lock.json", ".npmrc", "client.mjs")) {
      Path from = APP.resolve("src/test/node").resolve(file);
      Files.write(folder.resolve(file), Files.readAllBytes(from));
    }
    if (!Files.exists(folder.resolve("node_modules/openai/package.json"))) {
      boolean windows = System.getProperty("os.name").startsWith("Windows");
      String npm = windows ? "npm.cmd" : "npm";
      Result result;
      try {
        result = run(folder, NPM_SECONDS, List.of(npm, "ci", "--loglevel", "error"));
      } catch (IOException e) {
        result = new Result(-1, e.getMessage());
      }
      assumeTrue(
          result.exit() == 0, "npm could not fetch the Node client: " + result.output());
    }
    return folder;
  }

  private record Result(int exit, String output) {}

  private static Result run(Path folder, long seconds, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    Path log = Files.createTempFile("warmpath-node", ".log");
    Thread reader =
        Thread.ofVirtual().start(
            () -> {
              try {
                Files.copy(
                    process.getInputStream(), log,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    reader.join();
    String output = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    return new Result(process.waitFor(), output);
  }
}
