package io.carillon.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class QuestionTest {
  private final Known known = new Known(1);

  QuestionTest() {
    known.learn(
        new Known.Seen(
            "msg_1",
            "+14152000007",
            Instant.parse("2026-11-21T10:20:30.123456Z"),
            "order 7",
            "kind=a&b"));
  }

  @ParameterizedTest
  @EnumSource
  void everyQuestionIsATarget(Question question) {
    var target = question.target(known);

    assertThat(URI.create(target).getPath()).startsWith("/v2/messages");
    assertThat(target).doesNotContain(" ");
    assertThat(question.words()).isNotBlank();
  }

  @Test
  void whatIsKnownIsAskedFor() {
    assertThat(Question.FETCH.target(known)).isEqualTo("/v2/messages/msg_1");
    assertThat(Question.TO.target(known)).isEqualTo("/v2/messages?to=%2B14152000007");
    assertThat(Question.TO_END.target(known)).isEqualTo("/v2/messages?to=*2000007");
    assertThat(Question.TO_SHORT_END.target(known)).isEqualTo("/v2/messages?to=*0007");
    assertThat(Question.TAG.target(known)).isEqualTo("/v2/messages?tag.kind=a%26b");
    assertThat(Question.REFERENCE.target(known)).isEqualTo("/v2/messages?reference=order+7");
    assertThat(Question.ACCEPTED.target(known))
        .isEqualTo(
            "/v2/messages?accepted_after=2026-11-21T10:20:30Z"
                + "&accepted_before=2026-11-21T10:20:31Z");
    assertThat(Question.TOGETHER.target(known))
        .isEqualTo("/v2/messages?status=delivered&to=*2000007&accepted_after=2026-11-21T10:20:30Z");
  }

  @Test
  void eachFilterOfTheNativeApiIsAskedFor() {
    var all =
        Arrays.stream(Question.values())
            .map(question -> question.target(known))
            .collect(Collectors.joining("\n"));

    assertThat(all)
        .contains("status=", "direction=", "channel=", "from=%2B", "from=*", "to=%2B", "to=*")
        .contains("accepted_after=", "accepted_before=", "sent_after=", "sent_before=")
        .contains("tag.", "reference=", "q=", "starting_after=", "limit=");
  }

  @Test
  void onlyWhatHasLabelsIsAskedForByThem() {
    for (var i = 0; i < 5_000; i++) {
      known.learn(new Known.Seen("msg_x", "+14152000008", Instant.EPOCH, "", ""));
    }

    assertThat(known.count()).as("bounded").isEqualTo(2_000);
    assertThat(Question.REFERENCE.target(known)).endsWith("order+7");
  }
}
