package dev.baton.common.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.RandomCases;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "*/5 * * * *       | 1 | put the seconds first: \"0 */5 * * * ?\"",
        "0 9 * * 1-5       | 1 | put the seconds first: \"0 0 9 ? * MON-FRI\"",
        "0 9 1 * *         | 1 | put the seconds first: \"0 0 9 1 * ?\"",
        "0 9 * * 0,7       | 1 | put the seconds first: \"0 0 9 ? * SUN,SUN\"",
        "0 9 13 * 5        | 1 | put the seconds first; and only one of the two day fields may"
            + " choose days",
        "@daily            | 1 | write \"0 0 0 * * ?\"",
        "@fortnightly      | 1 | write the fields: second minute hour day month weekday [year]",
        "0 0               | 1 | for example \"0 0/5 * * * ?\" is every five minutes",
        "0 0 0 ? * ?       | 7 | write '*' for the day of the month to fire every day",
        "0 0 0 13 * FRI    | 12 | write '?' for one of them, or make two schedules",
        "60 * * * * ?      | 1 | use 0 to 59",
        "0 0 24 * * ?      | 5 | use 0 to 23",
        "0 0 0 0 * ?       | 7 | use 1 to 31, or L, L-3, 15W, LW",
        "0 0 0 1 13 ?      | 9 | use 1 to 12 or JAN to DEC",
        "0 0 0 ? * 0       | 11 | use 1 to 7 or SUN to SAT (1 is Sunday), or FRIL, FRI#2",
        "0 0 0 ? * MONDAY  | 11 | use 1 to 7 or SUN to SAT (1 is Sunday), or FRIL, FRI#2",
        "0 0 0 ? * FRI#6   | 15 | use 1 to 7 or SUN to SAT (1 is Sunday), or FRIL, FRI#2",
        "0 0 0 1 * ? 2030-2028 | 13 | write 2028-2030",
        "0 0 0 1 * ? 1969  | 13 | use 1970 to 2099",
        "? 0 0 * * ?       | 1 | write '*'",
        "0 0,,5 * * * ?    | 5 | use 0 to 59",
        "0 0,61 * * * ?    | 5 | use 0 to 59",
        "0 0/0 * * * ?     | 5 | use 0 to 59",
        "0 */99999999999 * * * ? | 5 | use 0 to 59",
        "0 5- * * * ?      | 5 | use 0 to 59",
        "0 -5 * * * ?      | 3 | use 0 to 59",
        "0 ５ * * * ?       | 3 | use 0 to 59",
      })
  void faultsNameTheirColumnAndAFix(String text, int column, String fix) {
    ScheduleSyntaxException fault =
        assertThrows(ScheduleSyntaxException.class, () -> CronExpression.parse(text));
    assertEquals(column, fault.column(), fault.getMessage());
    assertEquals(fix, fault.fix());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0/5 * * * ?",
        "0 0 0 * * *",
        "0 0 0 ? * *",
        "0 0 0 * * MON",
        "0 0 0 l-3w jan ? 2027",
        "  0\t0  0 ? feb-mar mon#2,friL  ",
        "0,30 10-20/3,55 22-2 15W,LW * ?",
      })
  void readsTheFormsOfQuartz(String text) {
    assertTrue(CronExpression.parse(text).everFires());
  }

  @Test
  void keepsItsTextWithSingleSpaces() {
    assertEquals("0 0 0 * * MON", CronExpression.parse(" 0 0\t0  * * MON ").toString());
  }

  @Test
  void knowsThatADateNeverComes() {
    assertFalse(CronExpression.parse("0 0 0 30 2 ?").everFires());
    assertTrue(CronExpression.parse("0 0 0 29 2 ?").everFires());
    assertFalse(CronExpression.parse("0 0 0 29 2 ? 2027").everFires());
  }

  @Test
  void anExpressionOfAnyLengthIsRefusedBeforeItIsRead() {
    String huge = "0".repeat(1_000_000);
    ScheduleSyntaxException fault =
        assertThrows(ScheduleSyntaxException.class, () -> CronExpression.parse(huge));
    assertTrue(fault.getMessage().contains("at most 500"));
  }

  @Test
  void randomTextGivesAFaultInsideItAndNothingElse() {
    RandomCases cases = new RandomCases(CronExpressionTest.class, 10_000);
    Random random = cases.random();
    String letters = "0123456789*/?,-LW#  AFMRINOSUTE@中";
    for (int i = 0; i < cases.count(); i++) {
      StringBuilder text = new StringBuilder(new RandomCron(random, false).text);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
      }
      try {
        CronExpression.parse(text.toString()).everFires();
      } catch (ScheduleSyntaxException fault) {
        assertTrue(
            fault.column() >= 1 && fault.column() <= text.length() + 1,
            cases.name(i) + ": " + text + ": column " + fault.column());
      }
    }
  }

  @Test
  void saysItselfInWords() {
    CronExpression five = CronExpression.parse("0 0/5 * * * *");
    assertEquals("every 5 minutes", CronDescription.describe(five, Locale.ENGLISH));
    assertEquals("每 5 分钟", CronDescription.describe(five, Locale.CHINESE));
    CronExpression rare = CronExpression.parse("0 0 0 L-3W * ?");
    assertEquals("0 0 0 L-3W * ?", CronDescription.describe(rare, Locale.ENGLISH));
  }
}
