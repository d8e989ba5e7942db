using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Coalmine.Manifests.Documents;

/// <summary>
/// Makes nodes of YAML text. The text is first turned into a flat list of events, on which every limit is checked (a file that breaks one costs no more
/// than the events before the place); only then nodes are built. In files of ours aliases are refused altogether, so that nothing can expand; in files of
/// other systems what they stand for is held to the limits.
/// </summary>
public static class YamlLoader
{
    /// <summary>Loads a text that must hold exactly one document.</summary>
    public static ReadResult<Document> LoadOne(SourceText source)
    {
        DiagnosticList said = new(source.File);
        LineTable lines = new(source.Text);
        if (!TryScan(source.Text, lines, said, isForeign: false, out List<ParsingEvent> events))
            return said.Refuse<Document>();

        if (events.Count == 0)
        {
            said.Add(TextPosition.Start, Messages.Empty);
            return said.Refuse<Document>();
        }

        NodeBuilder builder = new(source.Text, lines, events, said, merges: false);
        Node root = builder.BuildRoot();
        if (!builder.IsDone && !said.HasErrors)
            said.Add(root.Start, Messages.Syntax("something follows the end of the document"));
        return said.Finish(new Document(source.File, source.Name, root));
    }

    /// <summary>
    /// Loads every document of another system's file: anchors, aliases, merge keys and tags are read, and documents without content are left out, as
    /// Kubernetes' own reader does.
    /// </summary>
    public static ReadResult<ImmutableArray<Document>> LoadAll(SourceText source)
    {
        DiagnosticList said = new(source.File);
        LineTable lines = new(source.Text);
        if (!TryScan(source.Text, lines, said, isForeign: true, out List<ParsingEvent> events))
            return said.Refuse<ImmutableArray<Document>>();

        NodeBuilder builder = new(source.Text, lines, events, said, merges: true);
        ImmutableArray<Document>.Builder documents = ImmutableArray.CreateBuilder<Document>();
        while (!builder.IsDone)
        {
            Node root = builder.BuildRoot();
            if (!builder.IsDone && !builder.IsAtDocument && !said.HasErrors)
                said.Add(root.Start, Messages.Syntax("something follows the end of the document"));
            if (said.HasErrors)
                break;
            if (root is not Node.Scalar { Text: "", Form: ScalarForm.Plain })
                documents.Add(new Document(source.File, source.Name, root) { Index = documents.Count });
        }

        return said.Finish(documents.ToImmutable());
    }

    private static bool TryScan(string text, LineTable lines, DiagnosticList said, bool isForeign, out List<ParsingEvent> events)
    {
        events = [];
        EventCheck check = new(isForeign);
        Scanner scanner = new(new StringReader(text));
        Parser parser = new(scanner);
        try
        {
            while (parser.MoveNext())
            {
                ParsingEvent current = parser.Current!;
                if (check.TryRefuse(current, out Message message))
                {
                    said.Add(lines.Of(current.Start), message);
                    return false;
                }

                if (current is Scalar or SequenceStart or SequenceEnd or MappingStart or MappingEnd or AnchorAlias || (current is DocumentStart && isForeign))
                    events.Add(current);
            }
        }
        catch (YamlException problem)
        {
            TextPosition at = lines.Of(problem.Start);
            if (Indentation.LineWithTab(text, at.Line) is > 0 and int tab)
                said.Add(new TextPosition(tab, 1), Messages.Syntax("this line is indented by a tab; indent it by spaces"));
            else
                said.Add(at, Messages.Syntax(Indentation.Problem(text, at.Line) ?? SyntaxWords.Of(problem.InnerException?.Message ?? problem.Message)));
            return false;
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 18.1 ends so where a value within braces goes on in the first column, such as "- {\na".
            said.Add(lines.Of(scanner.CurrentPosition), Messages.Syntax("what stands within { } or [ ] must be indented where it goes on in another line"));
            return false;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or ArithmeticException or IndexOutOfRangeException)
        {
            // And so for some tags, numbers of directives and escapes that are out of its range, such as "!<\n>".
            said.Add(lines.Of(scanner.CurrentPosition), Messages.Syntax(problem.Message.Split(" (Parameter")[0]));
            return false;
        }

        return true;
    }
}
