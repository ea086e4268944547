package io.carillon.engine.comply.cap;

import io.carillon.engine.sender.Assignment;
import io.carillon.engine.sender.Filing;
import io.carillon.engine.sender.Filing.Standing;
import io.carillon.engine.sender.FilingKind;
import io.carillon.engine.sender.FilingState;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Id;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// An account with a brand and a campaign for which its numbers write.
public final class CappedDirectory {
  private CappedDirectory() {}

  /// The campaign that is there.
  public static Filing campaign(String letter) {
    var standing = new Standing(FilingState.ACTIVE, "C1", "", OptionalInt.empty(), letter);
    return Filing.of(
            new Id(22, 22),
            Samples.ACCOUNT,
            FilingKind.CAMPAIGN,
            Optional.of(new Id(11, 11)),
            Map.of("use_case", "marketing"),
            Samples.START)
        .standing(standing, Samples.START);
  }

  /// The brand that is there.
  public static Filing brand(int score) {
    var standing = new Standing(FilingState.ACTIVE, "B1", "", OptionalInt.of(score), "");
    return Filing.of(
            new Id(11, 11),
            Samples.ACCOUNT,
            FilingKind.BRAND,
            Optional.empty(),
            Map.of("entity_type", "private_profit"),
            Samples.START)
        .standing(standing, Samples.START);
  }

  /// What is arranged for numbers of an account.
  public static List<Resource> arranged(int score, String letter, List<Address> numbers) {
    var all = new ArrayList<Resource>();
    all.add(brand(score).resource());
    all.add(campaign(letter).resource());
    for (int i = 0; i < numbers.size(); i++) {
      var id = new Id(33, i);
      var number = numbers.get(i).value();
      all.add(Assignment.of(id, Samples.ACCOUNT, number, new Id(22, 22), Samples.START).resource());
    }
    return all;
  }

  /// All of it.
  public static Directory of(int score, String letter, Address number, boolean everywhere) {
    return new Directory(
        1,
        List.of(Samples.account()),
        List.of(),
        List.of(new Sender(Samples.ACCOUNT, number, "", everywhere)),
        arranged(score, letter, List.of(number)));
  }
}
