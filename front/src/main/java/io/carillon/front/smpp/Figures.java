package io.carillon.front.smpp;

import io.carillon.model.port.Meters;
import java.util.concurrent.ConcurrentHashMap;

/// What the server counts.
final class Figures {
  private final Meters meters;
  private final Meters.Count submitted;
  private final Meters.Count taken;
  private final Meters.Count notTaken;
  private final ConcurrentHashMap<Integer, Meters.Count> refused = new ConcurrentHashMap<>();

  Figures(Meters meters, Binds binds) {
    this.meters = meters;
    submitted = meters.count("smpp.server.submitted");
    taken = meters.count("smpp.server.delivered", "outcome", "taken");
    notTaken = meters.count("smpp.server.delivered", "outcome", "not_taken");
    meters.gauge("smpp.server.bound", () -> binds.all().size());
  }

  void submitted(int messages) {
    submitted.add(messages);
  }

  void delivered(boolean wasTaken) {
    (wasTaken ? taken : notTaken).add(1);
  }

  void refused(int status) {
    refused
        .computeIfAbsent(
            status,
            code -> meters.count("smpp.server.refused", "status", EsmeMapping.statusWord(code)))
        .add(1);
  }
}
