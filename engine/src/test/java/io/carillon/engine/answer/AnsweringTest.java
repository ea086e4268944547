package io.carillon.engine.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Pressure;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Reply;
import io.carillon.model.Report.Arrived;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Mail;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnsweringTest {
  private static final Address PERSON = Address.phone("+491098765432");
  private static final Address OURS = Address.phone("+14155552671");
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Rig rig = new Rig();
  private final List<Write> written = new ArrayList<>();

  AnsweringTest() {
    rig.notify.answer(new Answering(rig.accept, Mail.NONE, rig.meters)::done);
    rig.herald.inbox("https://example.com/in");
    rig.store.journal(commit -> written.addAll(commit.writes()));
  }

  private static Reply reply(String from, String to, String text) {
    return new Reply(
        Reply.place("pantheon", ""),
        new Reply.Ends(Channel.SMS, from, to),
        new Content.Text(text),
        Optional.empty(),
        Map.of(),
        Keepsake.NONE);
  }

  private static Reply back(String text) {
    return reply(OURS.value(), PERSON.value(), text);
  }

  private static Telling asking(Reply... replies) {
    return new Telling.Told(200, List.of(), List.of(replies), List.of());
  }

  private void arrives() {
    rig.carrier.report(new Arrived(Channel.SMS, PERSON, OURS, new Content.Text("hello")));
    rig.tasks.settle();
  }

  private List<Message> outbound() {
    return written.stream()
        .filter(Write.Added.class::isInstance)
        .map(write -> ((Write.Added) write).message())
        .filter(message -> message.parties().direction() == Direction.OUTBOUND)
        .toList();
  }

  private List<TraceRow> rows(TraceRow.Kind kind) {
    return written.stream()
        .filter(Write.Noted.class::isInstance)
        .map(write -> ((Write.Noted) write).row())
        .filter(row -> row.kind() == kind)
        .toList();
  }

  @Test
  void sendsWhatAnEndpointAsksForAsAReply() {
    rig.herald.endpoint(_ -> asking(back("one"), back("two")));

    arrives();

    assertThat(outbound())
        .extracting(Message::content)
        .containsExactly(new Content.Text("one"), new Content.Text("two"));
    assertThat(outbound()).allMatch(Reply::isOne);
    assertThat(outbound().getFirst().parties().account()).isEqualTo(Samples.ACCOUNT);
    assertThat(rows(TraceRow.Kind.ANSWERED)).hasSize(2);
    assertThat(rig.meters.counted("notices.replies", "outcome", "sent")).isEqualTo(2);
  }

  @Test
  void keepsTheTellingOnlyAfterTheMessages() {
    rig.herald.endpoint(_ -> asking(back("one")));

    arrives();

    var added = written.indexOf(new Write.Added(outbound().getFirst()));
    var told =
        IntStream.range(0, written.size())
            .filter(i -> written.get(i) instanceof Write.Retold)
            .findFirst()
            .orElseThrow();
    assertThat(added).isLessThan(told);
  }

  @Test
  void sendsNothingTwiceThoughTheEndpointIsToldTwice() {
    rig.herald.endpoint(_ -> asking(back("one")));
    arrives();
    var inbound =
        written.stream()
            .filter(Write.Added.class::isInstance)
            .map(write -> ((Write.Added) write).message())
            .filter(message -> message.parties().direction() == Direction.INBOUND)
            .findFirst()
            .orElseThrow();

    var again = new ArrayList<Telling>();
    rig.tasks.start(
        "tell again",
        () ->
            again.add(
                new Answering(rig.accept, Mail.NONE, rig.meters)
                    .done(inbound, asking(back("other")))));
    rig.tasks.settle();

    assertThat(outbound()).hasSize(1);
    assertThat(again).hasSize(1);
    assertThat(again.getFirst()).isInstanceOf(Telling.Told.class);
  }

  @Test
  void whatIsRefusedForGoodIsAFindingAndTheRestGoes() {
    rig.herald.endpoint(
        _ -> asking(reply("+4930999999", PERSON.value(), "not ours"), back("ours")));

    arrives();

    assertThat(outbound()).extracting(Message::content).containsExactly(new Content.Text("ours"));
    assertThat(rows(TraceRow.Kind.ANSWER_FAILED))
        .extracting(TraceRow::detail)
        .singleElement()
        .asString()
        .startsWith("sender_not_registered message 1 of the answer was refused");
    assertThat(rig.herald.tried()).hasSize(1);
    assertThat(rig.meters.counted("notices.replies", "outcome", "refused")).isEqualTo(1);
  }

  @Test
  void whatHasToWaitMakesTheTellingOneToRepeat() throws InterruptedException {
    var full =
        new Rig(Rig.Setup.USUAL.pressure(new Pressure.Limits(100, 1, 5, Duration.ofMillis(50), 0)));
    full.notify.answer(new Answering(full.accept, Mail.NONE, full.meters)::done);
    full.herald.inbox("https://example.com/in");
    full.herald.endpoint(_ -> asking(back("one")));
    full.store.journal(commit -> written.addAll(commit.writes()));
    full.carrier.up(false);
    full.accept.take(List.of(Rig.submission("+14155550100", "first")));
    full.tasks.pass(Duration.ofSeconds(6));
    full.pressure.recount(full.store.messages()::waiting);

    full.carrier.report(new Arrived(Channel.SMS, PERSON, OURS, new Content.Text("hello")));
    full.tasks.settle();

    assertThat(outbound()).hasSize(1);
    assertThat(rows(TraceRow.Kind.NOTICE_FAILED))
        .extracting(TraceRow::detail)
        .singleElement()
        .asString()
        .contains("what the answer asks for has to wait");
    assertThat(full.meters.counted("notices.replies", "outcome", "delayed")).isEqualTo(1);

    full.carrier.up(true);
    full.sweepFor(2);
    full.taken("far");
    for (int i = 0; i < 60; i++) {
      full.pressure.recount(full.store.messages()::waiting);
      full.sweepFor(1);
    }

    assertThat(outbound()).extracting(Message::content).endsWith(new Content.Text("one"));
  }

  @Test
  void keepsWhatWasWrongWithAnAnswer() {
    var finding = new Finding("12100", "the document cannot be parsed");
    rig.herald.endpoint(_ -> new Telling.Told(200, List.of(), List.of(), List.of(finding)));

    arrives();

    assertThat(rows(TraceRow.Kind.ANSWER_FAILED))
        .extracting(TraceRow::detail)
        .containsExactly("12100 the document cannot be parsed");
    assertThat(rig.meters.counted("notices.answers_wrong")).isEqualTo(1);
    var told =
        written.stream()
            .filter(Write.Retold.class::isInstance)
            .map(write -> ((Write.Retold) write).notice().telling())
            .toList();
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().progress()).isEqualTo(Notice.Progress.TOLD);
    assertThat(told.getFirst().attempts()).as("so that it is found among what failed").isOne();
  }

  @Test
  void sendsAtMostTenMessages() {
    var many = IntStream.range(0, 12).mapToObj(i -> back("no. " + i)).toArray(Reply[]::new);
    rig.herald.endpoint(_ -> asking(many));

    arrives();

    assertThat(outbound()).hasSize(Answering.REPLIES_MAX);
  }

  @Test
  void otherTellingsAreLeftAsTheyAre() {
    var failed = new Telling.NotNow(500, "HTTP 500", Optional.of(SOON));
    rig.herald.endpoint(_ -> failed);

    arrives();

    assertThat(outbound()).isEmpty();
    assertThat(rig.herald.tried()).hasSize(1);
  }
}
