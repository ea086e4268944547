package io.carillon.front.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.front.House;
import io.carillon.front.naming.MessageNames;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What filters let through, and how pages follow each other.
class V2MessagesTest {
  private final House house = new House();
  private final NativeClient client = new NativeClient(house);

  private static MessageId id(String name) {
    return MessageNames.read(name).orElseThrow();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.path("data").forEach(m -> texts.add(m.path("content").path("text").asText()));
    return texts;
  }

  /// Three messages, a minute apart.
  private void furnish() {
    var a = client.send("\"to\": \"+14155550101\", \"text\": \"apple pie\", \"reference\": \"r1\"");
    house.clock().advance(Duration.ofMinutes(1));
    client.send(
        "\"to\": \"+14155550102\", \"text\": \"Banana\", \"tags\": {\"k\": \"v\", \"l\": \"w x\"}");
    house.clock().advance(Duration.ofMinutes(1));
    client.send(
        "\"to\": \"+491515550102\", \"content\": {\"kind\": \"media\", \"text\": \"cherry\","
            + " \"items\": [{\"source\": \"https://example.com/c\"}]}");
    house.change(id(a), state -> state.raised(Status.SENT, house.clock().now()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                                         | cherry,Banana,apple pie",
        "status=sent                                              | apple pie",
        "status=sent,queued                                       | cherry,Banana,apple pie",
        "status=sent&status=failed                                | apple pie",
        "direction=inbound                                        | ''",
        "channel=mms                                              | cherry",
        "channel=mms,sms&status=queued                            | cherry,Banana",
        "from=%2B14155552671                                      | cherry,Banana,apple pie",
        "from=12345                                               | ''",
        "to=%2B14155550101                                        | apple pie",
        "to=+14155550101                                          | apple pie",
        "to=*0102                                                 | cherry,Banana",
        "to=0101                                                  | ''",
        "reference=r1                                             | apple pie",
        "tag.k=v                                                  | Banana",
        "tag.k=v&tag.l=w+x                                        | Banana",
        "tag.k=other                                              | ''",
        "q=PIE                                                    | apple pie",
        "accepted_after=2023-07-15T14:31:00Z                      | cherry,Banana",
        "accepted_before=2023-07-15T14:31:00Z                     | apple pie",
        "accepted_after=2023-07-15T16:31:00+02:00&q=a             | Banana",
        "accepted_after=2023-07-16                                | ''",
        "sent_after=2023-07-15T14:32:00Z                          | apple pie",
        "sent_before=2023-07-15                                   | ''",
        "limit=2                                                  | cherry,Banana",
      })
  void aFilterLetsThroughWhatItSays(String query, String texts) {
    furnish();

    var list = client.json("/v2/messages?" + (query == null ? "" : query));

    assertThat(String.join(",", texts(list))).isEqualTo(texts);
    assertThat(list.path("has_more").asBoolean()).isEqualTo("limit=2".equals(query));
  }

  @Test
  void pagesGoDownAndUpAgainWithoutGapOrRepetition() {
    for (int i = 1; i <= 7; i++) {
      client.send("\"to\": \"+14155550101\", \"text\": \"" + i + "\"");
    }

    var first = client.json("/v2/messages?limit=3");
    var second = client.json("/v2/messages?limit=3&starting_after=" + cursor(first));
    var third = client.json("/v2/messages?limit=3&starting_after=" + cursor(second));
    var back = client.json("/v2/messages?limit=2&ending_before=" + firstId(third));
    var top = client.json("/v2/messages?limit=5&ending_before=" + firstId(back));

    assertThat(texts(first)).containsExactly("7", "6", "5");
    assertThat(texts(second)).containsExactly("4", "3", "2");
    assertThat(texts(third)).containsExactly("1");
    assertThat(third.path("next_cursor").isNull()).isTrue();
    assertThat(texts(back)).containsExactly("3", "2");
    assertThat(cursor(back)).isEqualTo(firstId(back));
    assertThat(texts(top)).containsExactly("7", "6", "5", "4");
    assertThat(top.path("has_more").asBoolean()).isFalse();
  }

  private static String cursor(JsonNode list) {
    return list.path("next_cursor").asText();
  }

  private static String firstId(JsonNode list) {
    return list.path("data").path(0).path("id").asText();
  }
}
