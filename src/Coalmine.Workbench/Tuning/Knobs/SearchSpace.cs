using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Tuning.Places;

namespace Coalmine.Workbench.Tuning.Knobs;

/// <summary>A policy's files with what is varied in them.</summary>
public sealed class SearchSpace
{
    private SearchSpace(ImmutableArray<ManifestFile> files, ImmutableArray<Knob> knobs) => (Files, Knobs) = (files, knobs);

    /// <summary>The files as they are given.</summary>
    public ImmutableArray<ManifestFile> Files { get; }

    /// <summary>What is varied.</summary>
    public ImmutableArray<Knob> Knobs { get; }

    /// <summary>How many policies there are to choose from; infinite where that is beyond all counting.</summary>
    public double Size => Knobs.Aggregate(1.0, (size, knob) => size * knob.Levels.Length);

    /// <summary>Puts files and knobs together. No field may be varied by two knobs.</summary>
    /// <param name="files">The policy's files.</param>
    /// <param name="knobs">At least one knob, all read from these files.</param>
    /// <param name="space">The space.</param>
    /// <param name="problem">What is varied twice.</param>
    public static bool TryMake(ImmutableArray<ManifestFile> files, ImmutableArray<Knob> knobs, [NotNullWhen(true)] out SearchSpace? space, out Message problem)
    {
        HashSet<(int, NodePath, int)> seen = [];
        problem = default;
        space = null;
        foreach (Knob knob in knobs)
            foreach (KnobField field in knob.Fields)
                if (!seen.Add((field.File, field.At, field.Number?.Start ?? -1)))
                {
                    problem = TuningMessages.FieldTwice(knob.Name);
                    return false;
                }

        space = new SearchSpace(files, knobs);
        return true;
    }

    /// <summary>The files with a level of each knob; other characters stay as they are. Refused where an edit would change anything else.</summary>
    /// <param name="levels">One level a knob; -1 leaves what is given.</param>
    public ReadResult<ImmutableArray<ManifestFile>> Write(IReadOnlyList<int> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ImmutableArray<ManifestFile>.Builder written = ImmutableArray.CreateBuilder<ManifestFile>(Files.Length);
        for (int file = 0; file < Files.Length; file++)
        {
            Edit[] edits = [.. EditsOf(file, levels)];
            ReadResult<ManifestFile> result = edits.Length == 0 ? new ReadResult<ManifestFile>.Read(Files[file], []) : Files[file].Apply(edits);
            if (result is not ReadResult<ManifestFile>.Read read)
                return new ReadResult<ImmutableArray<ManifestFile>>.Refused(result.Said);
            written.Add(read.Value);
        }

        return new ReadResult<ImmutableArray<ManifestFile>>.Read(written.ToImmutable(), []);
    }

    // Several numbers of one text are one edit.
    private IEnumerable<Edit> EditsOf(int file, IReadOnlyList<int> levels)
    {
        var changes = Knobs.SelectMany((knob, index) => knob.Fields
                .Where(field => field.File == file && levels[index] >= 0 && levels[index] != knob.GivenLevel)
                .Select(field => (field.At, field.Number, knob[levels[index]].Text)))
            .GroupBy(change => change.At);
        foreach (var field in changes)
        {
            Node old = Files[file].Find(field.Key)!;
            string text = field.First().Text;
            if (field.Any(change => change.Number is not null))
            {
                text = ((Node.Scalar)old).Text;
                foreach ((_, NumberInText? number, string replacement) in field.OrderByDescending(change => change.Number!.Value.Start))
                    text = string.Concat(text.AsSpan(0, number!.Value.Start), replacement, text.AsSpan(number.Value.Start + number.Value.Length));
            }

            yield return new Edit.Set(field.Key, field.Any(change => change.Number is not null) ? NewNode.Text(text) : FlowText.Written(text, old));
        }
    }
}
