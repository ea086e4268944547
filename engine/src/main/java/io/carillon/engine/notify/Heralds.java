package io.carillon.engine.notify;

import io.carillon.engine.notify.NoticeLane.Untold;
import io.carillon.model.Happening;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Herald;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Herald.Tried;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Who tells, by dialect.
final class Heralds {
  private final Map<String, Herald> byDialect = new HashMap<>();
  private final Clock clock;

  Heralds(List<Herald> heralds, Clock clock) {
    heralds.forEach(herald -> byDialect.put(herald.dialect(), herald));
    this.clock = clock;
  }

  /// Whether a notice is to wait untried. One that is too old is tried all the same: that ends it.
  boolean nobodyHears(Notice notice) {
    var herald = byDialect.get(notice.dialect());
    return herald != null
        && !herald.hears(notice.destination())
        && !Retelling.isOld(notice, clock.now());
  }

  /// Tells once. What waited untried and is too old now is tried only once.
  ///
  /// @param shown a message as it may be told
  Tried tell(Untold entry, UnaryOperator<Message> shown) {
    var notice = entry.notice();
    var herald = byDialect.get(notice.dialect());
    if (herald == null) {
      return Tried.of(new Telling.Gone("no such dialect: " + notice.dialect()));
    }
    boolean last = Retelling.isOld(notice, clock.now()) && !herald.hears(notice.destination());
    var tried =
        switch (entry.subject()) {
          case Message message -> herald.attempt(shown.apply(message), notice);
          case Happening happening -> herald.announce(happening, notice);
        };
    return last && tried.telling() instanceof Telling.NotNow(var answer, var why, _)
        ? new Tried(new Telling.GivenUp(answer, why), tried.exchange())
        : tried;
  }
}
