using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tuning.Knobs;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>Makes policies of levels: writes the files, reads them as the policy's controller would, and binds them to every scenario.</summary>
/// <param name="space">What is varied.</param>
/// <param name="scenarios">The scenarios.</param>
/// <param name="options">What manifests do not say.</param>
internal sealed class CandidateMaker(SearchSpace space, ImmutableArray<TuningScenario> scenarios, ManifestOptions options)
{
    /// <summary>Reads the policy of files: the one that a manifest makes its controller follow, or one of our own.</summary>
    /// <param name="files">The files.</param>
    /// <param name="options">What manifests do not say.</param>
    public static ReadResult<RolloutPolicy> Read(ImmutableArray<ManifestFile> files, ManifestOptions options)
    {
        if (files is [var own] && !own.Documents.Any(document => document.Root is Node.Mapping root && root.Find("apiVersion") is not null))
            return SourceDecoder.Decode(own.Source.File, own.ToBytes()).Then(YamlLoader.LoadOne).Then(PolicyReader.Read)
                .Then(file => (ReadResult<RolloutPolicy>)new ReadResult<RolloutPolicy>.Read(new NativePolicy(file), []));
        return ManifestPolicies.Of(ManifestSet.Of(files), options).Then(policies => policies is [var only]
            ? new ReadResult<RolloutPolicy>.Read(only, [])
            : (ReadResult<RolloutPolicy>)new ReadResult<RolloutPolicy>.Refused(
                [Diagnostic.At(files[0].Source.File, TextPosition.Start, TuningMessages.SeveralPolicies(policies.Select(policy => policy.Name)))]));
    }

    /// <summary>Makes a candidate; or says at which place why there is none: the files would be refused, or cannot be simulated.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="levels">One level a knob; -1 for what is given.</param>
    public ReadResult<Candidate> Make(int number, ImmutableArray<int> levels) => space.Write(levels).Then(files => Read(files, options).Then(policy =>
    {
        List<StudyPolicy> bound = [];
        string key = KeyOf(files);
        foreach (TuningScenario scenario in scenarios)
            switch (policy.Bind(scenario.Loaded))
            {
                case PairingResult.Bound { Pairing: var pairing }:
                    StudyPolicy study = pairing.ForStudy();
                    bound.Add(study with { Name = NameOf(number), Key = study.Key.Length > 0 ? study.Key : key });
                    break;
                case PairingResult.WrongPolicy wrong:
                    return new ReadResult<Candidate>.Refused(wrong.Diagnostics);
                case PairingResult.NotFaithful unfaithful:
                    return new ReadResult<Candidate>.Refused(unfaithful.Diagnostics);
                default:
                    throw new System.Diagnostics.UnreachableException();
            }

        return (ReadResult<Candidate>)new ReadResult<Candidate>.Read(new Candidate(number, levels, files, [.. bound]) { Point = PointOf(levels) }, []);
    }));

    /// <summary>What tables call a candidate.</summary>
    public static string NameOf(int number) =>
        number == 0 ? "given" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"candidate {number}");

    // Everything that decisions depend on is in the files and in the options.
    private string KeyOf(ImmutableArray<ManifestFile> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{options}\0"));
        foreach (ManifestFile file in files)
        {
            byte[] bytes = file.ToBytes();
            hash.AppendData(BitConverter.GetBytes(bytes.LongLength));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Where levels lie, from 0 to 1 in each knob.</summary>
    public double[] PointOf(ImmutableArray<int> levels)
    {
        double[] point = new double[levels.Length];
        for (int i = 0; i < point.Length; i++)
        {
            Knob knob = space.Knobs[i];
            double least = Math.Min(knob.Given.Position, knob.Levels.Min(level => level.Position));
            double most = Math.Max(knob.Given.Position, knob.Levels.Max(level => level.Position));
            point[i] = most > least ? (knob[levels[i]].Position - least) / (most - least) : 0;
        }

        return point;
    }
}
