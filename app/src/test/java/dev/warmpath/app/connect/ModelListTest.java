package dev.warmpath.app.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.ui.ports.ModelLibrary.Listed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelListTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  @Test
  void everyRowThatComesAlongIsWholeAndSaysThatNobodyCheckedIt() {
    ModelList list = ModelList.load(folder.resolve("none.json"));

    assertThat(list.problems()).isEmpty();
    assertThat(list.models()).isNotEmpty();
    assertThat(list.models())
        .allSatisfy(
            model -> {
              assertThat(model.address()).startsWith("https://").endsWith(".gguf");
              assertThat(model.bytes()).isPositive();
              assertThat(model.memoryBytes()).isGreaterThan(model.bytes());
              assertThat(model.licence()).isNotBlank();
              assertThat(model.verified()).isNull();
              assertThat(model.sha256()).isNull();
            });
  }

  @Test
  void theUsersRowsReplaceByNameAndJoin() throws Exception {
    String replaced = ModelList.load(folder.resolve("none.json")).models().getFirst().name();
    Path own = folder.resolve("models.json");
    Files.writeString(
        own,
        """
        {"models": [
          {"name": "%s", "address": "https://a.example/x.gguf"},
          {"name": "mine", "address": "http://b.example/y.gguf", "bytes": 5, "licence": "MIT",
           "sha256": "%s", "memory_bytes": 9, "verified": "2026-11-20"}
        ]}
        """
            .formatted(replaced.toUpperCase(Locale.ROOT), HASH.toUpperCase(Locale.ROOT)));

    ModelList list = ModelList.load(own);

    assertThat(list.problems()).isEmpty();
    assertThat(list.models().getFirst().address()).isEqualTo("https://a.example/x.gguf");
    assertThat(list.models().getLast())
        .isEqualTo(
            new Listed("mine", "http://b.example/y.gguf", 5, "MIT", HASH, 9, "2026-11-20"));
  }

  @Test
  void badRowsAreLeftOutAndNamed() throws Exception {
    Path own = folder.resolve("models.json");
    Files.writeString(
        own,
        """
        {"models": [
          {"name": "no address"},
          {"name": "bad hash", "address": "https://a.example/x.gguf", "sha256": "12"},
          {"name": "bad size", "address": "https://a.example/x.gguf", "bytes": -1},
          {"name": "bad address", "address": "file:///etc/passwd"},
          7,
          {"name": "good", "address": "https://a.example/x.gguf"}
        ]}
        """);

    ModelList list = ModelList.load(own);

    assertThat(list.models()).extracting(Listed::name).contains("good").doesNotContain("bad hash");
    assertThat(list.problems())
        .containsExactly(
            own + ", row 1: a row needs a \"name\" and an \"address\".",
            own + ", row 2: \"12\" is no SHA-256; it has 64 hexadecimal digits.",
            own + ", row 3: \"bytes\" must be a number of bytes.",
            own + ", row 4: \"file:///etc/passwd\" is no address; it must start with https:// or"
                + " http://.",
            own + ", row 5: a row needs a \"name\" and an \"address\".");
  }

  @Test
  void aFileThatIsNoListLeavesTheBundledOne() throws Exception {
    Path own = folder.resolve("models.json");
    int bundled = ModelList.load(own).models().size();
    for (String text : new String[] {"", "[]", "{\"models\": {}}", "{\"models\": [", "\0"}) {
      Files.writeString(own, text);
      ModelList list = ModelList.load(own);
      assertThat(list.models()).hasSize(bundled);
      assertThat(list.problems()).as(text).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.example/a/b/Model-Q8_0.gguf?download=true, Model-Q8_0.gguf",
    "https://h.example/a/Model.GGUF, Model.gguf",
    "https://h.example/, model.gguf",
    "https://h.example/a/%2e%2e%2fetc%2fpasswd, _etc_passwd.gguf",
    "https://h.example/..%5C..%5Cx.gguf, _.._x.gguf",
    "https://h.example/na%C3%AFve%00name.gguf, na_ve_name.gguf",
    "https://h.example/dir/, dir.gguf"
  })
  void fileNamesNeverLeaveTheFolder(String address, String name) {
    assertThat(ModelAddress.fileName(HttpUrl.get(address))).isEqualTo(name);
    Path target = new ModelFolder(folder, folder.resolve("l")).target(address);
    assertThat(target.normalize().getParent()).isEqualTo(folder);
  }

  @Test
  void aDownloadedModelIsFoundByItsRowItsFileAndWithoutCapitals() throws Exception {
    Path own = folder.resolve("models.json");
    Files.writeString(
        own, "{\"models\": [{\"name\": \"Mine\", \"address\": \"https://a.example/File.gguf\"}]}");
    ModelFolder models = new ModelFolder(folder.resolve("models"), own);
    assertThat(models.file("mine")).isEmpty();
    assertThat(models.downloaded()).isEmpty();

    Path file = models.folder().resolve("File.gguf");
    Files.createDirectories(models.folder());
    Files.write(file, new byte[4]);
    Files.write(models.folder().resolve("Other.gguf.part"), new byte[7]);

    for (String name : new String[] {"mine", "MINE", "file", "File.gguf"}) {
      assertThat(models.file(name)).as(name).contains(file);
    }
    assertThat(models.file("other")).isEmpty();
    assertThat(models.downloaded()).containsExactly(file);
    assertThat(models.kept("https://b.example/Other.gguf")).isEqualTo(7);
    assertThat(models.kept("nonsense")).isZero();
  }

  @Test
  void aBadHashOrAddressFailsTheTransferBeforeAnyRequest() {
    ModelFolder models = new ModelFolder(folder.resolve("models"), folder.resolve("l"));
    for (var transfer :
        java.util.List.of(
            models.download("http://127.0.0.1:1/x.gguf", "12", at -> { }),
            models.download("nonsense", null, at -> { }))) {
      assertThatThrownBy(transfer.result()::get).hasCauseInstanceOf(DownloadException.class);
    }
    assertThat(models.folder()).doesNotExist();
  }
}
