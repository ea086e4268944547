package io.carillon.testkit;

import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Write;
import io.carillon.model.TraceRow;
import org.junit.jupiter.api.Test;

/// What every store does with traces.
public interface TracesContract {
  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  @Test
  default void rowsOfAMessageComeOldestFirst() throws Exception {
    var samples = new Samples(1);
    var id = ports().keep(samples.message()).id();
    var other = ports().keep(samples.message()).id();
    var late = new TraceRow(id, START.plusSeconds(1), TraceRow.Kind.CANCELED, "late");
    var first = new TraceRow(id, START, TraceRow.Kind.NOTE, "ü");
    var second = new TraceRow(id, START, TraceRow.Kind.DOUBTED, "");
    var foreign = new TraceRow(other, START, TraceRow.Kind.NOTE, "of another");

    for (var row : new TraceRow[] {late, first, second, foreign}) {
      ports().commits().write(inside(new Write.Noted(row)));
    }

    assertThat(ports().traces().of(id)).containsExactly(first, second, late);
    assertThat(ports().traces().of(samples.id())).isEmpty();
  }

  @Test
  default void whatIsNotedWithTheMessageItselfIsKept() throws Exception {
    var message = new Samples(1).message();
    var row = new TraceRow(message.id(), START, TraceRow.Kind.CHECKED, "content: 0.7");

    ports().commits().write(inside(new Write.Added(message), new Write.Noted(row)));

    assertThat(ports().traces().of(message.id())).containsExactly(row);
  }

  @Test
  default void nothingIsNotedOfAMessageThatIsGone() throws Exception {
    var samples = new Samples(1);
    var gone = ports().keep(samples.message());
    var stays = ports().keep(samples.message()).id();
    ports().commits().write(inside(new Write.Erased(gone)));

    var late = new TraceRow(gone.id(), START, TraceRow.Kind.NOTE, "too late");
    var other = new TraceRow(stays, START, TraceRow.Kind.NOTE, "in time");
    ports().commits().write(inside(new Write.Noted(late), new Write.Noted(other)));

    assertThat(ports().traces().of(gone.id())).isEmpty();
    assertThat(ports().traces().of(stays)).containsExactly(other);
  }

  @Test
  default void atMostAThousandRowsComeBack() throws Exception {
    var id = ports().keep(new Samples(1).message()).id();
    var writes = new Write[1_001];
    for (int i = 0; i < writes.length; i++) {
      writes[i] = new Write.Noted(new TraceRow(id, START, TraceRow.Kind.NOTE, "row " + i));
    }

    ports().commits().write(inside(writes));

    assertThat(ports().traces().of(id)).hasSize(1_000);
  }
}
