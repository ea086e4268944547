package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.sandbox.smsc.Kept.Delivery.Told;
import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.SmppAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictationTest {
  private static final Ends ENDS =
      new Ends(SmppAddress.international("491515550123"), SmppAddress.shortCode("12345"));

  private static Wish wish(String json) throws Exception {
    return new Wish(new JsonMapper().readTree(json.replace('\'', '"')));
  }

  private static List<Told> shorts(String json) throws Exception {
    var wish = wish(json);
    var dictation = wish.dictation(0x0107);
    assertThat(wish.refusal()).isEmpty();
    return dictation.shorts(ENDS);
  }

  private static String text(int length) {
    return "x".repeat(length);
  }

  @Test
  void partsAreHeadedOrBesideInTheOrderThatIsWished() throws Exception {
    var long307 = "{'text': '" + text(307) + "', 'split': '%s'%s}";

    var narrow = shorts(long307.formatted("udh8", ", 'order': [3, 1, 1]"));
    var wide = shorts(long307.formatted("udh16", ", 'reference': 258"));
    var beside = shorts(long307.formatted("sar", ""));

    assertThat(narrow).hasSize(3);
    assertThat(narrow.getFirst().body().hex()).isEqualTo("05000307030378");
    assertThat(narrow.get(1)).isEqualTo(narrow.get(2));
    assertThat(narrow.get(1).body().size()).isEqualTo(6 + 153);
    assertThat(narrow.getFirst().esmClass()).isEqualTo(EsmClass.UDHI);
    assertThat(wide).hasSize(3);
    assertThat(wide.getFirst().body().hex()).startsWith("06080401020301");
    assertThat(beside.getFirst().esmClass()).isEqualTo(EsmClass.PLAIN);
    assertThat(beside.get(1).beside())
        .hasValueSatisfying(part -> {
          assertThat(part.reference()).isEqualTo(0x0107);
          assertThat(part.number()).isEqualTo(2);
        });
  }

  @Test
  void octetsAndAHeaderGoAsTheyAre() throws Exception {
    var one = shorts("{'octets': '0102ff', 'udh': '7f00'}").getFirst();

    assertThat(one.body().hex()).isEqualTo("7f000102ff");
    assertThat(one.esmClass()).isEqualTo(EsmClass.UDHI);
    assertThat(one.dataCoding()).isEqualTo(4);
    assertThat(shorts("{'text': 'ç', 'encoding': 'latin1'}").getFirst().body().hex())
        .isEqualTo("e7");
    assertThat(shorts("{'text': 'a', 'encoding': 'ucs2'}").getFirst().body().hex())
        .isEqualTo("0061");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text': '', 'split': 'sar'} | text",
        "{'text': '中', 'encoding': 'gsm7'} | encoding",
        "{'text': 'x', 'encoding': 'ebcdic'} | encoding",
        "{'text': 'x', 'split': 'no'} | split",
        "{'text': 'x', 'reference': 65536} | reference",
        "{'text': 'x', 'order': [1]} | order",
        "{'text': 'x', 'split': 'sar', 'order': [2]} | order",
        "{'text': 'x', 'split': 'sar', 'order': []} | order",
        "{'text': 'x', 'split': 'sar', 'udh': '00'} | udh",
        "{'text': 'x', 'udh': '0'} | udh",
        "{'octets': 'zz'} | octets"
      })
  void whatCannotBeWrittenIsRefused(String json, String field) throws Exception {
    var wish = wish(json);

    wish.dictation(7);

    assertThat(wish.refusal()).hasValueSatisfying(it -> assertThat(it.field()).isEqualTo(field));
  }

  @Test
  void aDictatedMessageIsReadBackFromTheJournal() throws Exception {
    for (var split : List.of("udh8", "sar")) {
      var dictated =
          new Dictated(
              7, 8, ENDS, shorts("{'text': '" + text(200) + "', 'split': '" + split + "'}"));
      var read = new ArrayList<Kept>();

      Records.tell(
          Records.kept(dictated),
          new Records.Replay() {
            @Override
            public void kept(Kept kept) {
              read.add(kept);
            }

            @Override
            public void done(long id, int deliveries) {}

            @Override
            public void settled(long id) {}
          });

      assertThat(read).containsExactly(dictated);
    }
  }
}
