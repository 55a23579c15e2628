package dev.baton.common.wire.codec;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes random values of any record or sealed type of the wire, from a seed. */
final class RandomMessages {
  private static final Set<String> NULLABLE =
      Set.of(
          "AttemptOutcome.exitCode",
          "AttemptOutcome.startedAt",
          "StartOrder.fireAt",
          "StartOrder.timeout",
          "Http.body");
  private static final String[] TEXTS = {
    "", "a", "北京", "two words", "\"quoted\"\n", "🎼 clef", "x".repeat(300), "é"
  };
  private final Random random;

  RandomMessages(long seed) {
    random = new Random(seed);
  }

  <T> T of(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? some(() -> value(arguments[0]))
          : map(() -> value(arguments[1]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == long.class) {
      return random.nextBoolean() ? random.nextLong() : random.nextInt(1000);
    }
    if (plain == int.class || plain == Integer.class) {
      return random.nextBoolean() ? random.nextInt() : random.nextInt(100);
    }
    if (plain == boolean.class) {
      return random.nextBoolean();
    }
    if (plain == Long.class) {
      return random.nextLong();
    }
    if (plain == Boolean.class) {
      return random.nextBoolean();
    }
    if (plain == double.class || plain == Double.class) {
      return random.nextDouble();
    }
    if (plain == String.class) {
      return TEXTS[random.nextInt(TEXTS.length)];
    }
    if (plain == byte[].class) {
      byte[] bytes = new byte[random.nextInt(2000)];
      random.nextBytes(bytes);
      return bytes;
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    if (plain.isSealed()) {
      Class<?>[] kinds = plain.getPermittedSubclasses();
      return value(kinds[random.nextInt(kinds.length)]);
    }
    Object small = smallValue(plain);
    return small == null ? record(plain) : small;
  }

  private Object smallValue(Class<?> type) {
    if (type == RunId.class) {
      return new RunId(1 + random.nextLong(Long.MAX_VALUE));
    }
    if (type == AttemptId.class) {
      return new AttemptId(new RunId(1 + random.nextInt(99)), name(), 1 + random.nextInt(99));
    }
    if (type == ExecutorId.class) {
      return new ExecutorId(name());
    }
    if (type == Incarnation.class) {
      return new Incarnation(name());
    }
    if (type == JobKey.class) {
      return new JobKey(name(), name());
    }
    if (type == FencingToken.class) {
      return new FencingToken(random.nextLong(Long.MAX_VALUE), 1 + random.nextInt(9));
    }
    if (type == Instant.class) {
      return Instant.ofEpochSecond(
          random.nextLong(253_402_300_800L), random.nextInt(1_000_000_000));
    }
    if (type == Duration.class) {
      return Duration.ofNanos(random.nextLong(Long.MAX_VALUE));
    }
    return null;
  }

  private String name() {
    return "n" + random.nextInt(1000);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean mayBeNull = NULLABLE.contains(type.getSimpleName() + "." + components[i].getName());
      values[i] = mayBeNull && random.nextBoolean() ? null : value(components[i].getGenericType());
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " refused " + Arrays.toString(values), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Object> some(Supplier<Object> element) {
    List<Object> list = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      list.add(element.get());
    }
    return List.copyOf(list);
  }

  private SortedMap<String, Object> map(Supplier<Object> element) {
    SortedMap<String, Object> map = new TreeMap<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      map.put(TEXTS[random.nextInt(TEXTS.length)], element.get());
    }
    return map;
  }
}
