package io.carillon.engine.inbound;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Write;
import io.carillon.model.Message;
import io.carillon.model.Report.Revoked;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Several who hear what persons write, one after the other: the first who takes a message has it,
/// and those behind do not hear it. Consent stands first, so that no rule answers a stop.
public final class InTurn implements Listening {
  private final List<Listening> all;

  /// @param all in the order in which they hear
  public InTurn(List<Listening> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public void hear(Message message, Consumer<Heard> then) {
    hear(0, Heard.NOTHING, message, then);
  }

  private void hear(int at, Heard before, Message message, Consumer<Heard> then) {
    if (at == all.size() || before.isTaken()) {
      then.accept(before);
      return;
    }
    all.get(at).hear(message, heard -> hear(at + 1, before.and(heard), message, then));
  }

  @Override
  public List<Write> left(AccountId account, String carrier, Revoked revoked) {
    var writes = new ArrayList<Write>();
    all.forEach(one -> writes.addAll(one.left(account, carrier, revoked)));
    return writes;
  }
}
