using Coalmine.Manifests.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Coalmine.Manifests.Documents;

/// <summary>
/// Makes nodes of YAML text. The text is first turned into a flat list of events, on which every limit is checked (a file that breaks one costs no more
/// than the events before the place); only then nodes are built. Aliases are refused altogether, so that nothing can expand.
/// </summary>
public static class YamlLoader
{
    /// <summary>Loads a text that must hold exactly one document.</summary>
    public static ReadResult<Document> LoadOne(SourceText source)
    {
        DiagnosticList said = new(source.File);
        if (!TryScan(source.Text, said, out List<ParsingEvent> events))
            return said.Refuse<Document>();

        if (events.Count == 0)
        {
            said.Add(TextPosition.Start, Messages.Empty);
            return said.Refuse<Document>();
        }

        NodeBuilder builder = new(events, said);
        Node root = builder.Build();
        if (!builder.IsDone && !said.HasErrors)
            said.Add(root.Start, Messages.Syntax("something follows the end of the document"));
        return said.Finish(new Document(source.File, source.Name, root));
    }

    internal static TextPosition PositionOf(in Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private static bool TryScan(string text, DiagnosticList said, out List<ParsingEvent> events)
    {
        events = [];
        EventCheck check = new();
        Scanner scanner = new(new StringReader(text));
        Parser parser = new(scanner);
        try
        {
            while (parser.MoveNext())
            {
                ParsingEvent current = parser.Current!;
                if (check.TryRefuse(current, out Message message))
                {
                    said.Add(PositionOf(current.Start), message);
                    return false;
                }

                if (current is Scalar or SequenceStart or SequenceEnd or MappingStart or MappingEnd)
                    events.Add(current);
            }
        }
        catch (YamlException problem)
        {
            said.Add(PositionOf(problem.Start), Messages.Syntax(problem.InnerException?.Message ?? problem.Message));
            return false;
        }

        catch (InvalidOperationException)
        {
            // YamlDotNet 18.1 ends so where a value within braces goes on in the first column, such as "- {\na".
            said.Add(PositionOf(scanner.CurrentPosition), Messages.Syntax("what stands within { } or [ ] must be indented where it goes on in another line"));
            return false;
        }

        return true;
    }
}
