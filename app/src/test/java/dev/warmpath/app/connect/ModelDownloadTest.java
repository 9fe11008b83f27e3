package dev.warmpath.app.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.ui.ports.ModelLibrary;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDownloadTest {
  private static final byte[] MODEL = model();
  private static final String TAG = "ETag: \"v1\"";

  @TempDir Path folder;
  private final List<Duration> pauses = new ArrayList<>();

  private static byte[] model() {
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    System.arraycopy(new byte[] {'G', 'G', 'U', 'F'}, 0, bytes, 0, 4);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private Path target() {
    return folder.resolve("models/model.gguf");
  }

  private ModelDownload download(ScriptedServer server, String hash) {
    OkHttpClient client =
        ModelDownload.client().newBuilder().readTimeout(Duration.ofMillis(500)).build();
    return new ModelDownload(
        client, new ModelDownload.Wish(server.address(), target(), hash), progress -> { },
        pauses::add);
  }

  private static void whole(OutputStream out) throws Exception {
    ScriptedServer.head(out, "200 OK", MODEL.length, TAG);
    out.write(MODEL);
  }

  private static void part(OutputStream out, int from) throws Exception {
    ScriptedServer.head(
        out, "206 Partial Content", MODEL.length - from, TAG,
        "Content-Range: bytes " + from + "-" + (MODEL.length - 1) + "/" + MODEL.length);
    out.write(MODEL, from, MODEL.length - from);
  }

  @Test
  void aWholeFileArrivesAndIsChecked() throws Exception {
    try (ScriptedServer server = new ScriptedServer((request, out) -> whole(out))) {
      var downloaded = download(server, sha256(MODEL)).run();
      assertThat(downloaded)
          .isEqualTo(
              new ModelLibrary.Downloaded(target(), MODEL.length, sha256(MODEL), true));
      assertThat(Files.readAllBytes(target())).isEqualTo(MODEL);
      assertThat(Files.list(target().getParent())).containsExactly(target());
    }
  }

  @Test
  void aDroppedConnectionIsContinuedWhereItEnded() throws Exception {
    int dropped = 100_000;
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              ScriptedServer.head(out, "200 OK", MODEL.length, TAG);
              out.write(MODEL, 0, dropped);
            },
            (request, out) -> {
              int from = Integer.parseInt(request.replaceAll("(?s).*Range: bytes=(\\d+)-.*", "$1"));
              part(out, from);
            })) {
      var downloaded = download(server, sha256(MODEL)).run();
      assertThat(downloaded.matched()).isTrue();
      assertThat(server.requests().get(1)).contains("If-Range: \"v1\"").contains("Range: bytes=");
      assertThat(pauses).hasSize(1);
    }
  }

  @Test
  void aStalledServerIsAskedAgain() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              ScriptedServer.head(out, "200 OK", MODEL.length, TAG);
              out.write(MODEL, 0, 5_000);
              out.flush();
              end.await(2, java.util.concurrent.TimeUnit.SECONDS);
            },
            (request, out) -> part(out, 5_000))) {
      assertThat(download(server, null).run().sha256()).isEqualTo(sha256(MODEL));
      end.countDown();
    }
  }

  @Test
  void aChangedFileOnTheServerBeginsAgain() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              ScriptedServer.head(out, "200 OK", MODEL.length, "ETag: \"old\"");
              out.write(MODEL, 0, 50_000);
            },
            (request, out) -> whole(out))) {
      assertThat(download(server, sha256(MODEL)).run().matched()).isTrue();
    }
  }

  @Test
  void aWrongRangeIsNotAppended() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              ScriptedServer.head(out, "200 OK", MODEL.length, TAG);
              out.write(MODEL, 0, 50_000);
            },
            (request, out) -> part(out, 10_000),
            (request, out) -> whole(out))) {
      assertThat(download(server, sha256(MODEL)).run().matched()).isTrue();
    }
  }

  @Test
  void aWrongHashIsRefusedAndRemoved() throws Exception {
    String other = sha256(new byte[] {1});
    try (ScriptedServer server = new ScriptedServer((request, out) -> whole(out))) {
      assertThatThrownBy(() -> download(server, other).run())
          .isInstanceOf(DownloadException.class)
          .hasMessage(
              "The file is not the published one: its SHA-256 is " + sha256(MODEL)
                  + ", expected " + other
                  + ". It was removed; try again or check the address.");
      assertThat(Files.list(target().getParent())).isEmpty();
    }
  }

  @Test
  void aWebPageIsNoModel() throws Exception {
    byte[] page = "<!doctype html><title>log in</title>".getBytes();
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              ScriptedServer.head(out, "200 OK", page.length);
              out.write(page);
            })) {
      assertThatThrownBy(() -> download(server, null).run())
          .hasMessageContaining("is no GGUF model");
      assertThat(Files.list(target().getParent())).isEmpty();
    }
  }

  @Test
  void aRefusalIsFinalAndAServerErrorIsTriedAgainWithGrowingPauses() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer((request, out) -> ScriptedServer.head(out, "404 Not Found", 0))) {
      assertThatThrownBy(() -> download(server, null).run())
          .isInstanceOfSatisfying(
              DownloadException.class, e -> assertThat(e.retriable()).isFalse())
          .hasMessageContaining("404");
      assertThat(pauses).isEmpty();
    }
    try (ScriptedServer server =
        new ScriptedServer((request, out) -> ScriptedServer.head(out, "503 Busy", 0))) {
      assertThatThrownBy(() -> download(server, null).run())
          .isInstanceOfSatisfying(
              DownloadException.class, e -> assertThat(e.retriable()).isTrue());
      assertThat(pauses)
          .containsExactly(
              Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4),
              Duration.ofSeconds(8));
    }
  }

  @Test
  void cancelKeepsWhatCameForTheNextTime() throws Exception {
    AtomicReference<ModelDownload> running = new AtomicReference<>();
    try (ScriptedServer server =
        new ScriptedServer((request, out) -> whole(out), (request, out) -> {
          int from = Integer.parseInt(request.replaceAll("(?s).*Range: bytes=(\\d+)-.*", "$1"));
          part(out, from);
        })) {
      ModelDownload cancelled =
          new ModelDownload(
              ModelDownload.client(),
              new ModelDownload.Wish(server.address(), target(), null),
              progress -> running.get().cancel());
      running.set(cancelled);
      assertThatThrownBy(cancelled::run).isInstanceOf(CancellationException.class);
      Path part = target().resolveSibling("model.gguf.part");
      byte[] kept = Files.readAllBytes(part);
      assertThat(kept).isEqualTo(Arrays.copyOf(MODEL, kept.length)).isNotEmpty();
      assertThat(download(server, sha256(MODEL)).run().matched()).isTrue();
    }
  }

  @Test
  void badAddressesAndExistingFilesAreRefusedBeforeAnyRequest() throws Exception {
    OkHttpClient client = ModelDownload.client();
    assertThatThrownBy(
            () ->
                new ModelDownload(
                        client, new ModelDownload.Wish("ftp://x/y", target(), null), p -> { })
                    .run())
        .hasMessageContaining("must start with https:// or http://");
    Files.createDirectories(target().getParent());
    Files.write(target(), new byte[] {1});
    assertThatThrownBy(
            () ->
                new ModelDownload(
                        client, new ModelDownload.Wish("http://127.0.0.1:1/m", target(), null),
                        p -> { })
                    .run())
        .hasMessageContaining("is there already");
  }

  @Test
  void cancellingEndsAReadThatWaitsForAStalledServer() throws Exception {
    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              ScriptedServer.head(out, "200 OK", MODEL.length, TAG);
              out.write(MODEL, 0, 5_000);
              out.flush();
              stalled.countDown();
              end.await();
            })) {
      ModelDownload waiting =
          new ModelDownload(
              ModelDownload.client(),
              new ModelDownload.Wish(server.address(), target(), null), progress -> { });
      Thread canceller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      stalled.await();
                      waiting.cancel();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      // The client's own time-out is ModelDownload.STALL, 30 s: only cancel() can end it so soon.
      assertThatThrownBy(waiting::run)
          .isInstanceOf(CancellationException.class);
      canceller.join();
      assertThat(server.requests()).hasSize(1);
      end.countDown();
    }
  }

  @Test
  void aPartThatIsWholeAlreadyIsOnlyChecked() throws Exception {
    Files.createDirectories(target().getParent());
    Files.write(target().resolveSibling("model.gguf.part"), MODEL);
    Files.writeString(target().resolveSibling("model.gguf.part.version"), "\"v1\"");
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) ->
                ScriptedServer.head(
                    out, "416 Range Not Satisfiable", 0,
                    "Content-Range: bytes */" + MODEL.length))) {
      assertThat(download(server, sha256(MODEL)).run().matched()).isTrue();
      assertThat(server.requests()).hasSize(1);
      assertThat(Files.list(target().getParent())).containsExactly(target());
    }
  }

  @Test
  void aSecondDownloadOfTheSameFileIsRefusedWhileTheFirstRuns() throws Exception {
    CountDownLatch half = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    try (ScriptedServer first =
            new ScriptedServer(
                (request, out) -> {
                  ScriptedServer.head(out, "200 OK", MODEL.length, TAG);
                  out.write(MODEL, 0, 150_000);
                  out.flush();
                  half.countDown();
                  refused.await();
                  out.write(MODEL, 150_000, MODEL.length - 150_000);
                })) {
      CountDownLatch writing = new CountDownLatch(1);
      var running =
          java.util.concurrent.CompletableFuture.supplyAsync(
              () ->
                  new ModelDownload(
                          ModelDownload.client(),
                          new ModelDownload.Wish(first.address(), target(), null),
                          progress -> writing.countDown())
                      .run());
      half.await();
      writing.await();
      Path part = target().resolveSibling("model.gguf.part");
      long before = Files.size(part);
      try (ScriptedServer other =
          new ScriptedServer(
              (request, out) -> {
                int from =
                    Integer.parseInt(request.replaceAll("(?s).*Range: bytes=(\\d+)-.*", "$1"));
                part(out, from);
              })) {
        assertThatThrownBy(() -> download(other, null).run())
            .isInstanceOf(DownloadException.class)
            .hasMessageContaining("is being downloaded already");
      }
      assertThat(Files.size(part)).isGreaterThanOrEqualTo(before);
      refused.countDown();
      assertThat(running.get().sha256()).isEqualTo(sha256(MODEL));
    }
  }
}
