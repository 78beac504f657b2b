// Reads text as analysers of OpenSearch do, with the library that OpenSearch is built on.
//
// Standard input: a component of an analyser a line, its parts parted by tabs: what it is, its name, then key and value
// of each parameter; "text" and a text ends the analyser. For each text its terms come out on a line, parted by tabs.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

public class Analyse {
    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var builder = CustomAnalyzer.builder(Path.of(args[0]));
        for (String line; (line = in.readLine()) != null; ) {
            List<String> parts = Arrays.asList(line.split("\t", -1));
            Map<String, String> how = new HashMap<>();
            for (int i = 2; i + 1 < parts.size(); i += 2) how.put(parts.get(i), parts.get(i + 1));
            switch (parts.get(0)) {
                case "char_filter" -> builder.addCharFilter(parts.get(1), how);
                case "tokenizer" -> builder.withTokenizer(parts.get(1), how);
                case "filter" -> builder.addTokenFilter(parts.get(1), how);
                default -> {
                    out.println(String.join("\t", terms(builder.build(), parts.get(1))));
                    builder = CustomAnalyzer.builder(Path.of(args[0]));
                }
            }
        }
    }

    private static List<String> terms(CustomAnalyzer analyser, String text) throws Exception {
        List<String> found = new ArrayList<>();
        try (TokenStream stream = analyser.tokenStream("text", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) found.add(term.toString());
            stream.end();
        }
        return found;
    }
}
