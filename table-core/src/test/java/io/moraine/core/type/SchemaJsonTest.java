package io.moraine.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaJsonTest {
  @Test
  void whatAnotherWriterPutThereComesBackToTheByte() {
    String json =
        """
        {"type":"struct","fields":[\
        {"name":"id","type":"long","nullable":false,"metadata":{"delta.columnMapping.id":1,\
        "big":9007199254740993,"odd" : "x"}},\
        {"name":"Price €","type":"decimal(38,18)","nullable":true,"metadata":{}},\
        {"name":"tags","type":{"type":"array","elementType":{"type":"map","keyType":"string",\
        "valueType":{"type":"struct","fields":[{"name":"x","type":"timestamp_ntz","nullable":true,\
        "metadata":{"nested":{"a":[1.50,null,"b\\"c"]}}}]},"valueContainsNull":false},\
        "containsNull":false},"nullable":true,"metadata":{}}]}""";
    String written = SchemaJson.write(SchemaJson.parse(json, "schema"));
    assertThat(written).isEqualTo(json.replace("\"odd\" : ", "\"odd\":"));
  }

  @ParameterizedTest
  @CsvSource({
    "BYTE,byte",
    "SHORT,short",
    "INTEGER,integer",
    "LONG,long",
    "FLOAT,float",
    "DOUBLE,double",
    "BOOLEAN,boolean",
    "STRING,string",
    "BINARY,binary",
    "DATE,date",
    "TIMESTAMP,timestamp",
    "TIMESTAMP_NTZ,timestamp_ntz",
    "VARIANT,variant",
    "VOID,void"
  })
  void primitiveTypesGoByTheProtocolsNames(DataType.Primitive type, String name) {
    StructType schema = StructType.of(StructField.of("c", type));
    String json = SchemaJson.write(schema);
    assertThat(json).contains("\"type\":\"" + name + "\"");
    assertThat(SchemaJson.parse(json, "schema")).isEqualTo(schema);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"int128\"}]}|unknown type 'int128'",
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"decimal(39,0)\"}]}|precision <= 38",
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\"}]}|needs a name and a type",
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"long\"|not valid JSON",
        "{\"type\":\"array\"}|struct, array or map",
        "\"long\"|must be a struct",
        "{\"type\":\"struct\",\"fields\":[]} x|not valid JSON",
      })
  void refusesWhatIsNoSchema(String json, String problem) {
    assertThatThrownBy(() -> SchemaJson.parse(json, "version 3"))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("version 3")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesNamesThatDifferInCaseOnly() {
    assertThatThrownBy(
            () ->
                StructType.of(
                    StructField.of("id", DataType.Primitive.LONG),
                    StructField.of("ID", DataType.Primitive.LONG)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'id' (column 1) and 'ID' (column 2)");
  }
}
