package io.carillon.engine.account;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Occasion;
import io.carillon.model.Refusal;
import io.carillon.model.Session;
import io.carillon.model.Signing;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Signings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Begins and ends sessions of users, of which the audit log tells. Each order waits until it is
/// synced.
public final class SignIns {
  private final Commits commits;
  private final Signings signings;

  public SignIns(Commits commits, Signings signings) {
    this.commits = commits;
    this.signings = signings;
  }

  /// Begins a session; where its user has as many as may be, the oldest ends.
  public Optional<Refusal> begin(Session session, Occasion by) throws InterruptedException {
    var writes = new ArrayList<Write>();
    var standing = signings.of(session.user());
    standing.stream().skip(Session.OF_USER_MAX - 1L).forEach(old -> writes.addAll(ended(old, by)));
    writes.add(new Write.Signed(new Signing.In(session)));
    writes.add(new Write.Enrolled(new Entry.SignedIn(session), by));
    return written(writes);
  }

  /// Ends a session: what its browser shows opens nothing from then on.
  public Optional<Refusal> end(Session session, Occasion by) throws InterruptedException {
    return written(ended(session, by));
  }

  private static List<Write> ended(Session session, Occasion by) {
    return List.of(
        new Write.Signed(new Signing.Out(session.id())),
        new Write.Enrolled(new Entry.SignedOut(session), by));
  }

  private Optional<Refusal> written(List<Write> writes) throws InterruptedException {
    return commits.write(new Commit(Urgency.ACCEPT, List.of(), writes)) instanceof Result.Done
        ? Optional.empty()
        : Optional.of(Refusal.later(Fault.STORE_DOWN, Duration.ofSeconds(1)));
  }
}
