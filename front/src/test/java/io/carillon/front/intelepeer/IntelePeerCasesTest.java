package io.carillon.front.intelepeer;

import io.carillon.front.cases.DialectCase;
import io.carillon.front.cases.DialectCases;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntelePeerCasesTest {
  static List<DialectCase> cases() throws IOException, URISyntaxException {
    return DialectCases.of("intelepeer");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsTheCaseSays(DialectCase one) throws IOException, InterruptedException {
    DialectCases.play(one);
  }
}
