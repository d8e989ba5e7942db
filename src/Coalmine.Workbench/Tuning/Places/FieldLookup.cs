using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;

namespace Coalmine.Workbench.Tuning.Places;

/// <summary>Follows ways through the documents of files.</summary>
/// <param name="files">The policy's files.</param>
internal sealed class FieldLookup(ImmutableArray<ManifestFile> files)
{
    private static readonly string[] Names = ["name", "metric", "templateName"];

    /// <summary>
    /// The fields at the end of a way, all in one object; none, with the reason, where there are none or it leads to several. A way begins at the root of a
    /// document, or, where it leads nowhere from there, at any place within, which must be the only one: <c>metrics[latency].interval</c> is enough.
    /// </summary>
    public ImmutableArray<FoundField> Find(FieldPath path, out Message problem)
    {
        problem = default;
        (int Depth, string Why) furthest = (-1, "");
        List<(string Start, ImmutableArray<FoundField> Fields)> hits = [];
        foreach ((int file, Document document) in DocumentsOf(path))
        {
            Walk walk = new(file, path.Steps);
            walk.Go(document.Root, NodePath.Of(document.Index), 0);
            if (walk.Found.Count > 0)
                hits.Add((ObjectOf(document), [.. walk.Found]));
            else if (walk.Furthest.Depth > furthest.Depth)
                furthest = walk.Furthest;
        }

        if (hits.Count == 0 && path.Steps[0] is FieldStep.Key)
            foreach ((int file, Document document) in DocumentsOf(path))
                Within(new Start(file, ObjectOf(document), document.Root, NodePath.Of(document.Index)), path, hits);
        if (hits.Count == 1)
            return hits[0].Fields;
        problem = hits.Count > 1
            ? TuningMessages.FieldInSeveral(path.Written, hits.Select(hit => hit.Start))
            : TuningMessages.NoSuchField(path.Written, furthest.Depth >= 0 ? furthest.Why : $"no object is called '{path.Object}'; there are {Objects()}");
        return [];
    }

    /// <summary>The name of a document's object as ways write it; empty where it is the only document.</summary>
    public string PrefixOf(int file, int document) =>
        files.Sum(each => each.Documents.Length) == 1 ? "" : ObjectOf(files[file].Documents.First(each => each.Index == document)) + ":";

    private IEnumerable<(int File, Document Document)> DocumentsOf(FieldPath path) =>
        from file in Enumerable.Range(0, files.Length)
        from document in files[file].Documents
        where path.Object.Length == 0 || Is(document, path.Object)
        select (file, document);

    private static void Within(Start start, FieldPath path, List<(string Start, ImmutableArray<FoundField> Fields)> hits)
    {
        if (start.Node is Node.Mapping mapping && !start.At.IsRoot && mapping.Find(((FieldStep.Key)path.Steps[0]).Name) is not null)
        {
            Walk walk = new(start.File, path.Steps);
            walk.Go(mapping, start.At, 0);
            if (walk.Found.Count > 0)
                hits.Add(($"{start.Object}:{start.At}", [.. walk.Found]));
        }

        IEnumerable<(Node Node, NodePath At)> parts = start.Node switch
        {
            Node.Mapping keys => keys.Entries.Select(entry => (entry.Value, start.At.Key(entry.Key.Text))),
            Node.Sequence list => list.Items.Select((item, index) => (item, start.At.Item(index))),
            _ => [],
        };
        foreach ((Node node, NodePath at) in parts)
            Within(start with { Node = node, At = at }, path, hits);
    }

    private string Objects() => string.Join(", ", files.SelectMany(file => file.Documents).Select(ObjectOf));

    private static bool Is(Document document, string named)
    {
        string all = ObjectOf(document);
        return all == named || all.Split('/').Contains(named);
    }

    private static string ObjectOf(Document document)
    {
        string kind = Text(document.Root, "kind");
        string name = document.Root is Node.Mapping root && root.Find("metadata")?.Value is Node.Mapping data ? Text(data, "name") : "";
        return name.Length == 0 ? kind : $"{kind}/{name}";
    }

    private static string Text(Node node, string key) => node is Node.Mapping mapping && mapping.Find(key)?.Value is Node.Scalar scalar ? scalar.Text : "";

    private readonly record struct Start(int File, string Object, Node Node, NodePath At);

    private sealed class Walk(int file, ImmutableArray<FieldStep> steps)
    {
        public List<FoundField> Found { get; } = [];

        public (int Depth, string Why) Furthest { get; private set; } = (-1, "");

        public void Go(Node node, NodePath at, int step)
        {
            if (step == steps.Length)
            {
                Found.Add(new FoundField(file, at, node));
                return;
            }

            switch (steps[step], node)
            {
                case (FieldStep.Key key, Node.Mapping mapping) when mapping.Find(key.Name) is { } entry:
                    Go(entry.Value, at.Key(key.Name), step + 1);
                    break;
                case (FieldStep.Item item, Node.Sequence list) when item.Index < list.Items.Length:
                    Go(list.Items[item.Index], at.Item(item.Index), step + 1);
                    break;
                case (FieldStep.Every or FieldStep.Named, Node.Sequence list):
                    for (int i = 0; i < list.Items.Length; i++)
                        if (steps[step] is FieldStep.Every || Bears(list.Items[i], ((FieldStep.Named)steps[step]).Name))
                            Go(list.Items[i], at.Item(i), step + 1);
                    Miss(step, Why(steps[step], node, at));
                    break;
                default:
                    Miss(step, Why(steps[step], node, at));
                    break;
            }
        }

        private static bool Bears(Node item, string name) => Names.Any(key => Text(item, key) == name);

        private void Miss(int step, string why)
        {
            if (step > Furthest.Depth)
                Furthest = (step, why);
        }

        private static string Why(FieldStep step, Node node, NodePath at) => (step, node) switch
        {
            (FieldStep.Key key, Node.Mapping mapping) =>
                $"{at} has no key '{key.Name}'; it has {string.Join(", ", mapping.Entries.Select(entry => entry.Key.Text))}",
            (FieldStep.Item item, Node.Sequence list) =>
                string.Create(CultureInfo.InvariantCulture, $"{at} has {list.Items.Length} items, counted from 0, and no item {item.Index}"),
            (FieldStep.Named named, Node.Sequence) => $"no item of {at} is called '{named.Name}'",
            (FieldStep.Every, Node.Sequence) => $"no item of {at} leads further",
            (FieldStep.Key key, _) => $"{at} is {node.Shape} and has no key '{key.Name}'",
            _ => $"{at} is {node.Shape}, not a list",
        };
    }
}
