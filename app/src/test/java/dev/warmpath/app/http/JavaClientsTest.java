package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.responses.ResponseCreateParams;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official Java client and langchain4j, unmodified, against the endpoint. */
class JavaClientsTest {
  private static TestServer server;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    server = TestServer.open(2, 1024);
    client = client(server, "anything");
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static OpenAIClient client(TestServer server, String key) {
    return OpenAIOkHttpClient.builder().baseUrl(server.url()).apiKey(key).maxRetries(0).build();
  }

  private static ChatCompletionCreateParams.Builder ask(String text) {
    return ChatCompletionCreateParams.builder()
        .model(TestServer.ALIAS).temperature(0).maxCompletionTokens(20).addUserMessage(text);
  }

  private static long cached(ChatCompletion completion) {
    return completion.usage().orElseThrow().promptTokensDetails().orElseThrow()
        .cachedTokens().orElseThrow();
  }

  @Test
  void theSecondRequestFindsItsPrefix() {
    ChatCompletionCreateParams params = ask("Which jacket is available in blue?").build();
    client.chat().completions().create(params);
    ChatCompletion second = client.chat().completions().create(params);
    long prompt = second.usage().orElseThrow().promptTokens();
    assertThat(cached(second)).isEqualTo(prompt - 1);
    StringBuilder streamed = new StringBuilder();
    long[] usage = new long[1];
    ChatCompletionCreateParams streaming =
        ask("Which jacket is available in blue?")
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(streaming)) {
      chunks.stream().forEach(
          chunk -> {
            chunk.choices()
                .forEach(choice -> streamed.append(choice.delta().content().orElse("")));
            chunk.usage().ifPresent(
                found ->
                    usage[0] =
                        found.promptTokensDetails().orElseThrow().cachedTokens().orElseThrow());
          });
    }
    assertThat(streamed.toString())
        .isEqualTo(second.choices().getFirst().message().content().orElseThrow());
    assertThat(usage[0]).isEqualTo(prompt - 1);
  }

  @Test
  void cacheKeysShareNothing() {
    String text = "How long is the warranty for bicycles?";
    client.chat().completions().create(ask(text).promptCacheKey("one").build());
    assertThat(cached(client.chat().completions().create(ask(text).promptCacheKey("two").build())))
        .isZero();
    assertThat(cached(client.chat().completions().create(ask(text).promptCacheKey("one").build())))
        .isPositive();
  }

  /** A structured answer. */
  public static class Parcel {
    public String city;
    public int weight;
    public boolean fragile;
  }

  @Test
  void structuredOutputIsAnObjectOfTheClass() {
    var params =
        ChatCompletionCreateParams.builder()
            .model(TestServer.ALIAS).temperature(0).maxCompletionTokens(300)
            .frequencyPenalty(0.5)
            .addUserMessage("Describe a parcel.").responseFormat(Parcel.class).build();
    var answer = client.chat().completions().create(params);
    if (answer.choices().getFirst().finishReason().toString().equals("stop")) {
      assertThat(answer.choices().getFirst().message().content().orElseThrow().city).isNotNull();
    } else {
      // A weak model may fill the string until its limit; it still wrote nothing else.
      assertThat(answer.rawChatCompletion().choices().getFirst().message().content().orElseThrow())
          .startsWith("{");
    }
  }

  @Test
  void aRequiredToolIsCalled() {
    var answer =
        client.chat().completions().create(
            ask("Where is my parcel?").maxCompletionTokens(200).frequencyPenalty(0.5)
                .addTool(Parcel.class)
                .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                .build());
    var calls = answer.choices().getFirst().message().toolCalls().orElseThrow();
    assertThat(calls.getFirst().asFunction().function().name()).isEqualTo("Parcel");
  }

  @Test
  void responsesWork() {
    var params =
        ResponseCreateParams.builder()
            .model(TestServer.ALIAS).temperature(0).maxOutputTokens(20)
            .input("How long is the warranty for lamps?").build();
    client.responses().create(params);
    var second = client.responses().create(params);
    assertThat(second.usage().orElseThrow().inputTokensDetails().cachedTokens()).isPositive();
    assertThat(second.output().getFirst().asMessage().content()).isNotEmpty();
  }

  @Test
  void errorsAreTheClientsOwn() {
    assertThatThrownBy(
            () -> client.chat().completions().create(ask("Hi").model("gpt-unknown").build()))
        .isInstanceOf(NotFoundException.class).hasMessageContaining("--alias");
    assertThatThrownBy(
            () -> client.chat().completions().create(ask("Hi").temperature(5).build()))
        .isInstanceOf(BadRequestException.class).hasMessageContaining("temperature");
    try (TestServer locked =
        TestServer.withKeys(1, 256, Map.of("TEAM_A", "sk-a", "TEAM_B", "sk-b"))) {
      OpenAIClient stranger = client(locked, "sk-wrong");
      assertThatThrownBy(() -> stranger.chat().completions().create(ask("Hi").build()))
          .isInstanceOf(UnauthorizedException.class);
      stranger.close();
      OpenAIClient a = client(locked, "sk-a");
      OpenAIClient b = client(locked, "sk-b");
      a.chat().completions().create(ask("Shared words of two teams").build());
      assertThat(
              cached(b.chat().completions().create(ask("Shared words of two teams").build())))
          .isZero();
      assertThat(
              cached(a.chat().completions().create(ask("Shared words of two teams").build())))
          .isPositive();
      a.close();
      b.close();
    }
  }

  private static OpenAiChatModel.OpenAiChatModelBuilder langchain() {
    return OpenAiChatModel.builder()
        .baseUrl(server.url()).apiKey("anything").modelName(TestServer.ALIAS)
        .temperature(0.0).maxTokens(150).maxRetries(0);
  }

  @Test
  void langchain4jChatsAndCallsTools() {
    OpenAiChatModel model = langchain().build();
    model.chat("Do you sell gift cards?");
    ChatResponse second =
        model.chat(
            ChatRequest.builder().messages(UserMessage.from("Do you sell gift cards?")).build());
    assertThat(((OpenAiTokenUsage) second.tokenUsage()).inputTokensDetails().cachedTokens())
        .isEqualTo(second.tokenUsage().inputTokenCount() - 1);
    ToolSpecification tool =
        ToolSpecification.builder()
            .name("count").description("Counts.")
            .parameters(
                JsonObjectSchema.builder().addIntegerProperty("number").required("number")
                    .build())
            .build();
    ChatResponse called =
        model.chat(
            ChatRequest.builder()
                .messages(UserMessage.from("Count the lamps.")).toolSpecifications(List.of(tool))
                .toolChoice(ToolChoice.REQUIRED).build());
    assertThat(called.aiMessage().toolExecutionRequests().getFirst().name()).isEqualTo("count");
  }

  @Test
  void langchain4jMapsErrors() {
    assertThatThrownBy(() -> langchain().modelName("nope").build().chat("Hi"))
        .isInstanceOf(ModelNotFoundException.class);
    assertThatThrownBy(() -> langchain().temperature(9.0).build().chat("Hi"))
        .isInstanceOf(InvalidRequestException.class);
  }
}
