package dev.baton.desktop.i18n;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The texts of one language. */
public final class Texts {
  public static final Locale ENGLISH = Locale.ENGLISH;
  public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

  private static final String BUNDLE = "dev.baton.desktop.i18n.texts";

  private final Locale locale;
  private final ResourceBundle bundle;

  private Texts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Chinese for any Chinese locale, English for all others. */
  public static Texts of(Locale wanted) {
    return new Texts("zh".equals(wanted.getLanguage()) ? CHINESE : ENGLISH);
  }

  public Locale locale() {
    return locale;
  }

  /**
   * The text of that key, with {@code {0}}, {@code {1}}, ... filled in.
   *
   * @throws MissingResourceException if there is no such text: a mistake in the program
   */
  public String get(String key, Object... values) {
    String pattern = bundle.getString(key);
    return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
  }

  /** The text for a word of an enum: key {@code prefix.WORD}; the raw word if there is none. */
  public String word(String prefix, Enum<?> word) {
    if (word == null) {
      return get("word.unknown");
    }
    return word(prefix, word.name(), word.name());
  }

  /**
   * What the cluster said, in the operator's language: as it said it, in English, for those who
   * read English, and for others what its code means, as far as it is known here.
   */
  public String said(String prefix, String code, String sentence) {
    return locale.equals(ENGLISH) ? sentence : word(prefix, code, sentence);
  }

  /**
   * The text for a code that the cluster sends: key {@code prefix.code}, or what it said itself.
   */
  public String word(String prefix, String code, String otherwise) {
    String key = prefix + "." + code;
    return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
  }
}
