using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Tuning.Places;

namespace Coalmine.Workbench.Tuning.Knobs;

/// <summary>Proposes what to vary: every number of a policy that decides, each with a range around what it is now.</summary>
public static class KnobProposals
{
    private static readonly string[] Times =
        ["every", "bake", "holdUpTo", "extendUpTo", "duration", "window", "interval", "initialDelay", "shadow", "shadowEvery"];

    private static readonly string[] Limits = ["failureLimit", "inconclusiveLimit", "consecutiveErrorLimit", "consecutiveSuccessLimit"];
    private static readonly string[] Counts = ["passes", "count", "threshold", "iterations"];
    private static readonly string[] Weights = ["setWeight", "stepWeight", "maxWeight", "weight"];
    private static readonly string[] Risks = ["falseRollback", "missed"];
    private static readonly string[] Bounds = ["atMost", "atLeast", "notWorseThanBaseline", "min", "max"];
    private static readonly string[] Foreign = ["metadata", "template", "selector", "args", "webhooks"];
    private static readonly string[] Conditions = ["successCondition", "failureCondition"];

    /// <summary>The knobs of a policy, in the order of its text; none where nothing is known to decide.</summary>
    /// <param name="files">The policy's files.</param>
    public static ImmutableArray<Knob> Of(ImmutableArray<ManifestFile> files)
    {
        KnobReader reader = new(files);
        FieldLookup lookup = new(files);
        List<Place> places = [];
        for (int file = 0; file < files.Length; file++)
            foreach (Document document in files[file].Documents)
                if (IsPolicy(document.Root))
                    new Walk(lookup.PrefixOf(file, document.Index), places).Go(document.Root, []);

        // Fields that say the same thing in one text (the pauses of all steps, both conditions of a metric) are varied together.
        return [.. places.GroupBy(place => place.Group).Select(group => Read(reader, [.. group])).OfType<Knob>()];
    }

    private static bool IsPolicy(Node root) => root is Node.Mapping mapping && mapping.Find("kind")?.Value is Node.Scalar
    {
        Text: "Policy" or "Rollout" or "AnalysisTemplate" or "ClusterAnalysisTemplate" or "Canary",
    };

    private static Knob? Read(KnobReader reader, Place[] places)
    {
        // One way with a star where all differ in the place of one list only, else all ways; the shortest that leads to the same fields.
        bool areStarred = places.Length > 1 && places.All(place => place.Numbers.Length == 0 && place.Starred.SequenceEqual(places[0].Starred));
        ImmutableArray<string>[] ways = areStarred ? [places[0].Starred] : [.. places.Select(place => place.Steps).DistinctBy(way => string.Concat(way))];
        for (int length = 2; length <= ways.Max(way => way.Length) + 1; length++)
        {
            IEnumerable<string> names = ways.Select(way => Name(places[0].Prefix, way, length)
                + string.Concat(places.Where(place => !areStarred && place.Steps.SequenceEqual(way)).Select(place => place.Numbers)));
            if (reader.TryRead($"{string.Join(" & ", names)}={places[0].Range}", out Knob? knob, out _) && knob.Fields.Length == places.Length)
                return knob;
        }

        return null;
    }

    // The last steps of a way, from a key on; all of it with its object where it is as long.
    private static string Name(string prefix, ImmutableArray<string> way, int length)
    {
        if (length > way.Length)
            return prefix + string.Concat(way);
        int start = way.Length - length;
        while (start > 0 && way[start][0] == '[')
            start--;
        return string.Concat(way.Skip(start)).TrimStart('.');
    }

    private static string RangeOf(string key, NumberInText number)
    {
        decimal value = number.Value;
        if (value == 0 && !Limits.Contains(key))
            return "";
        string Write(decimal end) => NumberWords.Write(end, number.Unit);
        if (number.Unit == NumberWords.Time)
            return $"{Write(Math.Max(1, Math.Floor(value / 4)))}..{Write(Math.Floor(value * 4))} log";
        if (Limits.Contains(key))
            return $"0..{Write((2 * value) + 2)}";
        if (Counts.Contains(key))
            return $"{Write(Math.Max(1, Math.Floor(value / 2)))}..{Write((2 * value) + 1)}";
        if (Weights.Contains(key))
            return value is > 0 and < 100 ? $"{Write(Math.Max(1, Math.Floor(value / 2)))}..{Write(Math.Min(99, 2 * value))}" : "";
        if (Risks.Contains(key))
            return $"{Write(value / 5)}..{Write(Math.Min(value * 4, number.Unit == "%" ? 40 : 0.4m))} log";

        // What must be nearly all is varied by what lacks.
        decimal all = number.Unit == "%" ? 100 : 1;
        if (value < all && value > all / 2 && number.Unit is "%" or "")
            return $"{Write(Math.Max(0, all - (3 * (all - value))))}..{Write(all - Rounded((all - value) / 3))}";
        bool isWhole = value == decimal.Truncate(value) && value >= 4;
        return $"{Write(isWhole ? Math.Floor(value / 4) : value / 4)}..{Write(value * 4)} log";
    }

    // One digit that counts.
    private static decimal Rounded(decimal value)
    {
        decimal power = 1;
        while (power > value)
            power /= 10;
        return Math.Max(power, Math.Round(value / power) * power);
    }

    /// <summary>A number that decides.</summary>
    /// <param name="Prefix">The object, with its colon; empty where there is only one.</param>
    /// <param name="Steps">The steps to it.</param>
    /// <param name="Starred">The steps with a star in the place of items without names.</param>
    /// <param name="Numbers">Which number of the text, with its mark; empty for all of it.</param>
    /// <param name="Group">What it is varied together with.</param>
    /// <param name="Range">What it may become.</param>
    private readonly record struct Place(
        string Prefix, ImmutableArray<string> Steps, ImmutableArray<string> Starred, string Numbers, string Group, string Range);

    private sealed class Walk(string prefix, List<Place> places)
    {
        public void Go(Node node, ImmutableArray<(string Step, string Starred)> way)
        {
            switch (node)
            {
                // A workload's own numbers decide nothing.
                case Node.Mapping mapping:
                    foreach (Node.Entry entry in mapping.Entries.Where(entry => !Foreign.Contains(entry.Key.Text)))
                        Go(entry.Value, way.Add((Key(way, entry.Key.Text), Key(way, entry.Key.Text))));
                    break;
                case Node.Sequence list:
                    for (int i = 0; i < list.Items.Length; i++)
                        Go(list.Items[i], way.Add(Item(list, i)));
                    break;
                case Node.Scalar scalar:
                    Take(way, scalar.Text);
                    break;
                default:
                    break;
            }
        }

        private void Take(ImmutableArray<(string Step, string Starred)> way, string text)
        {
            string key = way[^1].Step.TrimStart('.');
            ImmutableArray<string> steps = [.. way.Select(each => each.Step)];
            ImmutableArray<string> starred = [.. way.Select(each => each.Starred)];
            string path = prefix + string.Concat(steps);
            bool isKnown = Times.Contains(key) || Limits.Contains(key) || Counts.Contains(key) || Weights.Contains(key) || Risks.Contains(key)
                || Bounds.Contains(key) || key == "samples";
            if (isKnown && NumberWords.TryRead(text, out NumberInText whole))
            {
                string range = key == "samples" ? $"{Math.Max(1, Math.Floor(whole.Value / 10))}..{whole.Value * 10} log" : RangeOf(key, whole);
                bool isShared = way.Length > 1 && way[^2].Step is ".pause" or ".plan";
                Add(new Place(prefix, steps, starred, "", isShared ? $"{prefix}{string.Concat(starred)} {text}" : path, range));
                return;
            }

            ImmutableArray<NumberInText> numbers = Conditions.Contains(key) || key == "query" ? NumberWords.Find(text) : [];
            for (int i = 0; i < numbers.Length; i++)
            {
                string written = text.Substring(numbers[i].Start, numbers[i].Length);
                bool isWindow = numbers[i].Start > 0 && text[numbers[i].Start - 1] == '[' && numbers[i].Unit == NumberWords.Time;
                if (key == "query" && !isWindow)
                    continue;
                string mark = string.Create(CultureInfo.InvariantCulture, $"#{i + 1}");
                string holder = string.Concat(way.RemoveAt(way.Length - 1).Select(each => each.Step));
                Add(new Place(prefix, steps, starred, mark, $"{prefix}{holder} {(key == "query" ? key : "")} {written}", RangeOf(key, numbers[i])));
            }
        }

        private void Add(Place place)
        {
            if (place.Range.Length > 0)
                places.Add(place);
        }

        private static string Key(ImmutableArray<(string, string)> way, string key) => way.IsEmpty ? key : "." + key;

        private static (string, string) Item(Node.Sequence list, int index)
        {
            string name = list.Items[index] is Node.Mapping mapping && mapping.Find("name")?.Value is Node.Scalar scalar ? scalar.Text : "";
            bool isName = name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') && !char.IsAsciiDigit(name[0])
                && list.Items.Count(item => item is Node.Mapping other && other.Find("name")?.Value is Node.Scalar { Text: var its } && its == name) == 1;
            return isName
                ? ($"[{name}]", $"[{name}]")
                : (string.Create(CultureInfo.InvariantCulture, $"[{index}]"), "[*]");
        }
    }
}
