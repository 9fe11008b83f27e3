package dev.warmpath.app.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Schemas as grammars, judged by a recogniser of their own. */
class JsonSchemaGrammarTest {
  private static Map<?, ?> schema(String json) {
    return JsonMapper.shared().readValue(json.replace('\'', '"'), Map.class);
  }

  private static boolean accepts(String schema, String document) {
    return new Gbnf(JsonSchemaGrammar.of(schema(schema))).accepts(document.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|', quoteCharacter = '`',
      value = {
        "{'type':'string'} | 'a b' | true",
        "{'type':'string'} | 'é\\u00e9\\n' | true",
        "{'type':'string'} | '\\ud800' | false",
        "{'type':'string'} | 'a | false",
        "{'type':'string','minLength':2,'maxLength':3} | 'a' | false",
        "{'type':'string','minLength':2,'maxLength':3} | 'abc' | true",
        "{'type':'string','minLength':2,'maxLength':3} | 'abcd' | false",
        "{'type':'string','maxLength':0} | '' | true",
        "{'type':'string','format':'date'} | '2026-11-21' | true",
        "{'type':'string','format':'date'} | '2026-13-21' | false",
        "{'type':'string','format':'date-time'} | '2026-11-21T10:00:00Z' | true",
        "{'type':'string','format':'uuid'} | '123e4567-e89b-12d3-a456-426614174000' | true",
        "{'type':'string','format':'date'} | '2026-02-30' | false",
        "{'type':'string','format':'email'} | 'a.b@c-d.com' | true",
        "{'type':'string','format':'email'} | 'a..b@c.com' | false",
        "{'type':'string','format':'email','maxLength':6} | 'a@b.de' | true",
        "{'type':'string','format':'email','maxLength':6} | 'a@b.com' | false",
        "{'type':'string','format':'unheard-of','pattern':'^a$'} | 'a' | true",
        "{'type':'string','pattern':'^\\\\d{3}$'} | '123' | true",
        "{'type':'string','pattern':'^\\\\d{3}$'} | '1234' | false",
        "{'type':'string','pattern':'b'} | 'abc' | true",
        "{'type':'string','pattern':'b'} | 'ac' | false",
        "{'type':'string','pattern':'^(?!.*bad)'} | 'good' | true",
        "{'type':'string','pattern':'^(?!.*bad)'} | 'a bad one' | false",
        "{'type':'integer','minimum':5,'maximum':120} | 5 | true",
        "{'type':'integer','minimum':5,'maximum':120} | 120 | true",
        "{'type':'integer','minimum':5,'maximum':120} | 99 | true",
        "{'type':'integer','minimum':5,'maximum':120} | 121 | false",
        "{'type':'integer','minimum':5,'maximum':120} | 4 | false",
        "{'type':'integer','minimum':5,'maximum':120} | -7 | false",
        "{'type':'integer','exclusiveMinimum':-3,'maximum':2} | -2 | true",
        "{'type':'integer','exclusiveMinimum':-3,'maximum':2} | -3 | false",
        "{'type':'integer','exclusiveMinimum':-3,'maximum':2} | 0 | true",
        "{'type':'number','minimum':0,'maximum':1} | 0.25 | true",
        "{'type':'number','minimum':0,'maximum':1} | 1.0 | true",
        "{'type':'number','minimum':0,'maximum':1} | 1.01 | false",
        "{'type':'number','exclusiveMinimum':0,'maximum':1} | 0.0 | false",
        "{'type':'number','exclusiveMinimum':0,'maximum':1} | 0.001 | true",
        "{'type':'object','properties':{'a':{}},'additionalProperties':{'type':'null'}}"
            + " | {'a':1,'b':null} | true",
        "{'type':'object','properties':{'a':{}},'additionalProperties':{'type':'null'}}"
            + " | {'a':1,'a':null} | false",
        "{'type':'integer'} | -12 | true",
        "{'type':'integer'} | 1.5 | false",
        "{'type':'integer'} | 012 | false",
        "{'type':'number'} | -1.5e-3 | true",
        "{'type':'number'} | .5 | false",
        "{'type':'boolean'} | true | true",
        "{'type':'boolean'} | null | false",
        "{'type':['string','null']} | null | true",
        "{'allOf':[{'type':['string',null]},{'type':['string','null']}]} | null | true",
        "{'allOf':[{'type':['string',null]},{'type':['string','integer']}]} | null | false",
        "{'const':{'a':1}} | {'a':1} | true",
        "{'enum':['a',2,null]} | 2 | true",
        "{'enum':['a',2,null]} | 3 | false",
        "{'type':'string','enum':['a',2]} | 2 | false",
        "{'type':'array','items':{'type':'integer'}} | [1, 2,3] | true",
        "{'type':'array','items':{'type':'integer'}} | ['a'] | false",
        "{'type':'array','items':{'type':'integer'}} | [] | true",
        "{'type':'array','items':{'type':'integer'}} | [1,] | false",
        "{'type':'array','minItems':2,'maxItems':3,'items':{'type':'integer'}} | [1] | false",
        "{'type':'array','minItems':2,'maxItems':3,'items':{'type':'integer'}} | [1,2] | true",
        "{'type':'array','minItems':2,'maxItems':3,'items':{'type':'integer'}} | [1,2,3,4] | false",
        "{'type':'array','maxItems':1,'items':{'type':'integer'}} | [1] | true",
        "{'type':'array','maxItems':1,'items':{'type':'integer'}} | [1,2] | false",
        "{'type':'array','maxItems':0} | [] | true",
        "{'type':'array','maxItems':0} | [1] | false",
        "{'type':'object'} | {'a': [1, {'b': null}]} | true",
        "{'type':'object'} | [] | false",
        "{'type':'object','additionalProperties':{'type':'integer'}} | {'a':1,'b':2} | true",
        "{'type':'object','additionalProperties':{'type':'integer'}} | {'a':'x'} | false",
        "{'type':'object','additionalProperties':false} | {} | true",
        "{'type':'object','additionalProperties':false} | {'a':1} | false",
        "{'anyOf':[{'type':'integer'},{'type':'string'}]} | 'a' | true",
        "{'anyOf':[{'type':'integer'},{'type':'string'}]} | null | false",
        "{'oneOf':[{'type':'integer'},{'type':'string'}]} | 5 | true",
        "{'type':'array','items':[{'type':'null'},{'type':'boolean'}]} | [null,true] | true",
        "{'type':'array','items':[{'type':'null'},{'type':'boolean'}]} | [null] | false",
        "{'type':'integer','format':'int32'} | 2147483647 | true",
        "{'type':'integer','format':'int32'} | 2147483648 | false",
        "{'type':'integer','format':'int32','minimum':5} | 4 | false",
        "{'type':'number','format':'double'} | 1.5 | true",
        "{} | [null, {'a': -1}] | true"
      })
  void aDocumentIsAcceptedWhenItIsValid(String schema, String document, boolean valid) {
    assertThat(accepts(schema, document)).isEqualTo(valid);
  }

  @Test
  void everySubsetOfOptionalPropertiesIsAcceptedAndNoRequiredOneIsMissed() {
    String[] names = {"a", "b", "c", "d"};
    for (int required = 0; required < 16; required++) {
      for (String more : List.of("", ",'additionalProperties':true")) {
        StringBuilder needed = new StringBuilder();
        for (int i = 0; i < 4; i++) {
          needed.append((required >> i & 1) == 0 ? "" : ",'" + names[i] + "'");
        }
        String schema =
            "{'type':'object','properties':{'a':{'type':'integer'},'b':{'type':'integer'},"
                + "'c':{'type':'integer'},'d':{'type':'integer'}},'required':["
                + (needed.isEmpty() ? "" : needed.substring(1)) + "]" + more + "}";
        Gbnf grammar = new Gbnf(JsonSchemaGrammar.of(schema(schema)));
        for (int present = 0; present < 16; present++) {
          StringBuilder document = new StringBuilder();
          for (int i = 0; i < 4; i++) {
            document.append((present >> i & 1) == 0 ? "" : ",\"" + names[i] + "\":1");
          }
          String text = "{" + (document.isEmpty() ? "" : document.substring(1)) + "}";
          assertThat(grammar.accepts(text)).as(schema + " " + text)
              .isEqualTo((required & ~present) == 0);
        }
      }
    }
  }

  @Test
  void longBoundsAreExact() {
    String schema = "{'type':'string','minLength':700,'maxLength':1600}";
    Gbnf grammar = new Gbnf(JsonSchemaGrammar.of(schema(schema)));
    for (int length : new int[] {0, 499, 500, 699, 700, 701, 999, 1000, 1499, 1500, 1600, 1601}) {
      assertThat(grammar.accepts("\"" + "a".repeat(length) + "\"")).as("length %d", length)
          .isEqualTo(length >= 700 && length <= 1600);
    }
  }

  @Test
  void recursiveSchemasWork() {
    String tree =
        "{'$ref':'#/$defs/node','$defs':{'node':{'type':'object','properties':{'v':{'type':"
            + "'integer'},'next':{'anyOf':[{'$ref':'#/$defs/node'},{'type':'null'}]}},"
            + "'required':['v','next'],'additionalProperties':false}}}";
    assertThat(accepts(tree, "{'v':1,'next':{'v':2,'next':null}}")).isTrue();
    assertThat(accepts(tree, "{'v':1,'next':{'v':2}}")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|', quoteCharacter = '`',
      value = {
        "{'type':'integer','minimum':'1'} | minimum",
        "{'type':'string','pattern':'(a'} | pattern",
        "{'type':'string','pattern':'\\\\bword'} | pattern",
        "{'type':'string','pattern':'(a)\\\\1'} | pattern",
        "{'type':'string','pattern':'(?<=a)b'} | pattern",
        "{'type':'string','pattern':'a.{999}b.{999}'} | pattern",
        "{'type':'string','pattern':'^a$','minLength':2} | ``",
        "{'properties':5} | properties",
        "{'type':'object','required':'a'} | required",
        "{'type':'object','required':['a'],'additionalProperties':false} | required",
        "{'type':'object','additionalProperties':5} | additionalProperties",
        "{'type':'object','minProperties':1} | minProperties",
        "{'type':'object','patternProperties':{}} | patternProperties",
        "{'enum':'a'} | enum",
        "{'enum':[]} | ``",
        "{'type':'string','const':5} | ``",
        "{'type':'array','contains':{}} | contains",
        "{'type':'array','prefixItems':[{}],'minItems':2} | prefixItems",
        "{'type':'integer','minimum':5,'maximum':4} | ``",
        "{'type':'integer','minimum':1e300} | ``",
        "{'anyOf':[{'$ref':'#'}]} | anyOf.0.$ref",
        "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/a'}}} | $defs.a.$ref",
        "{'allOf':[{'type':'string'},{'type':'integer'}]} | type",
        "{'allOf':[{'type':'string','pattern':'a'},{'pattern':'b'}]} | pattern",
        "{'type':'object','properties':{'a':{'type':'integer','multipleOf':2}}}"
            + " | properties.a.multipleOf",
        "{'type':'array','uniqueItems':true} | uniqueItems",
        "{'type':'string','format':'regex'} | format",
        "{'type':'string','format':'uri','pattern':'^#'} | format",
        "{'type':'nothing'} | type",
        "{'$ref':'http://x/y'} | $ref",
        "{'$ref':'#/$defs/none'} | $ref",
        "{'oneOf':[{'type':'integer'},{'type':'number'}]} | oneOf",
        "{'not':{}} | not",
        "{'type':'string','minLength':-1} | minLength"
      })
  void whatCannotBeHonouredIsNamed(String schema, String pointer) {
    assertThatThrownBy(() -> JsonSchemaGrammar.of(schema(schema)))
        .isInstanceOfSatisfying(
            SchemaException.class, e -> assertThat(e.pointer()).isEqualTo(pointer));
  }

  @Test
  void choicesWithinChoicesDoNotDoubleWithoutEnd() {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      String next = "{'$ref':'#/$defs/a" + (i + 1) + "','type':'string'}";
      steps.append("'a").append(i).append("':{'anyOf':[").append(next).append(',').append(next)
          .append("]},");
    }
    String schema = "{'$ref':'#/$defs/a0','$defs':{" + steps + "'a25':{'type':'string'}}}";
    assertThatThrownBy(() -> JsonSchemaGrammar.of(schema(schema)))
        .isInstanceOf(SchemaException.class)
        .hasMessage("The schema spelled out has more than 20000 parts; make it smaller.");
  }

  @Test
  void freeTextMayEndInACallButNotContainItsBeginning() {
    Gbnf grammar =
        new Gbnf(
            JsonSchemaGrammar.textOr(
                List.of(List.of("<call>", Map.of("type", "integer"), "</call>")), "\n",
                "<call>"));
    for (String text : List.of("", "a < b", "<<cal", "<ca<call", "<call>5</call>",
        "<call>5</call>\n<call>-1</call>", "words <<call>5</call>")) {
      assertThat(grammar.accepts(text)).as(text).isTrue();
    }
    for (String text : List.of("<call>", "x<call>y", "<call>a</call>", "<<call>",
        "<call>5</call> words")) {
      assertThat(grammar.accepts(text)).as(text).isFalse();
    }
  }
}
