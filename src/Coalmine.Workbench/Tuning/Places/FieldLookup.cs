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

    /// <summary>The fields at the end of a way, all in one object; none, with the reason, where there are none or it leads into several objects.</summary>
    public ImmutableArray<FoundField> Find(FieldPath path, out Message problem)
    {
        problem = default;
        List<(string Object, ImmutableArray<FoundField> Fields)> hits = [];
        (int Depth, string Why) furthest = (-1, "");
        for (int file = 0; file < files.Length; file++)
            foreach (Document document in files[file].Documents.Where(document => path.Object.Length == 0 || Is(document, path.Object)))
            {
                Walk walk = new(file, path.Steps);
                walk.Go(document.Root, NodePath.Of(document.Index), 0);
                if (walk.Found.Count > 0)
                    hits.Add((ObjectOf(document), [.. walk.Found]));
                else if (walk.Furthest.Depth > furthest.Depth)
                    furthest = walk.Furthest;
            }

        if (hits.Count == 1)
            return hits[0].Fields;
        problem = hits.Count > 1
            ? TuningMessages.FieldInSeveral(path.Written, hits.Select(hit => hit.Object))
            : TuningMessages.NoSuchField(path.Written, furthest.Depth >= 0 ? furthest.Why : $"no object is called '{path.Object}'; there are {Objects()}");
        return [];
    }

    /// <summary>The name of a document's object as ways write it; empty where it is the only document.</summary>
    public string PrefixOf(int file, int document) =>
        files.Sum(each => each.Documents.Length) == 1 ? "" : ObjectOf(files[file].Documents.First(each => each.Index == document)) + ":";

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
                        if (steps[step] is FieldStep.Every || (steps[step] is FieldStep.Named named && Names.Any(name => Text(list.Items[i], name) == named.Name)))
                            Go(list.Items[i], at.Item(i), step + 1);
                    Miss(step, Why(steps[step], node, at));
                    break;
                default:
                    Miss(step, Why(steps[step], node, at));
                    break;
            }
        }

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
