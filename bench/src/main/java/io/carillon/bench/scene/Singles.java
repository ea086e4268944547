package io.carillon.bench.scene;

import io.carillon.bench.load.Request;
import io.carillon.bench.load.Strand;
import io.carillon.bench.mark.Recipients;
import java.util.List;

/// Everything of one kind on one strand, as fast as it goes or at the rate asked for.
enum Singles implements Play {
  JSON {
    @Override
    List<Request> requests(Target target) {
      return List.of(new Sends(target.port()).json(Sends.Sender.first(target), Text.SHORT));
    }
  },
  FORM {
    @Override
    List<Request> requests(Target target) {
      var sends = new Sends(target.port());
      return List.of(sends.form(target.credentials(), target.hooks().prompt()));
    }
  },
  BULK {
    @Override
    List<Request> requests(Target target) {
      var sends = new Sends(target.port());
      return List.of(sends.bulk(target.credentials(), target.hooks().prompt(), BULK_MESSAGES));
    }

    @Override
    int connections() {
      return BULK_CONNECTIONS;
    }
  },
  LONG {
    @Override
    List<Request> requests(Target target) {
      var sends = new Sends(target.port());
      var sender = Sends.Sender.first(target);
      return List.of(sends.json(sender, Text.THREE), sends.json(sender, Text.FOUR));
    }
  },
  SILENT {
    @Override
    List<Request> requests(Target target) {
      var sender = Sends.Sender.first(target).silent();
      return List.of(new Sends(target.port()).json(sender, Text.SHORT));
    }
  };

  private static final int BULK_MESSAGES = 1_000;

  /// 8,000 messages under way are plenty, and more would only wait for one another.
  private static final int BULK_CONNECTIONS = 8;

  abstract List<Request> requests(Target target);

  int connections() {
    return Wishes.CONNECTIONS;
  }

  @Override
  public Cast cast(Wishes wishes, Target target) {
    var strand =
        new Strand("all", 0, Recipients.COUNT, requests(target), wishes.pace(connections()));
    return Cast.of(this == SILENT ? Act.silent(strand) : Act.told(strand));
  }
}
