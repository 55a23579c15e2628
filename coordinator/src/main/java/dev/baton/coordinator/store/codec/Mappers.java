package dev.baton.coordinator.store.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;
import tools.jackson.dataformat.cbor.CBORWriteFeature;

/** The one configuration of reading and writing, as text and as bytes. */
final class Mappers {
  static final JsonMapper JSON = configure(JsonMapper.builder()).build();

  static final CBORMapper CBOR =
      configure(
              CBORMapper.builder(
                  CBORFactory.builder().enable(CBORWriteFeature.LENIENT_UTF_ENCODING).build()))
          .build();

  private Mappers() {}

  private static <B extends MapperBuilder<?, B>> B configure(B builder) {
    TypeWords.addTo(builder);
    return builder
        .addModule(new ValueModule())
        .changeDefaultPropertyInclusion(all -> all.withValueInclusion(Include.NON_NULL))
        // Only record components: methods such as isPaused() are no state.
        .changeDefaultVisibility(all ->
            all.withGetterVisibility(Visibility.NONE)
                .withIsGetterVisibility(Visibility.NONE)
                .withFieldVisibility(Visibility.ANY))
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
        .disable(
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
  }
}
