using System.Text;
using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Native;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Files that decide, other systems' and our own, damaged so that most of them can still be read.</summary>
/// <param name="files">The files of the repository.</param>
internal sealed class ToldFiles(SoundFiles files)
{
    /// <summary>The name of the file that damage is done to.</summary>
    public const string File = "damaged.yaml";

    /// <summary>What the inputs are made of; files that can be converted are there more often.</summary>
    public string[] Sound { get; } =
    [
        .. Enumerable.Repeat(files.Texts("scenarios/manifests/plain", ".yaml"), 4).SelectMany(texts => texts),
        .. files.Texts("scenarios/manifests", ".yaml"),
        .. files.Texts("scenarios/policies", ".yaml"),
    ];

    /// <summary>A damaged file.</summary>
    public byte[] Make(Luck luck)
    {
        string sound = luck.Of(Sound);
        return Encoding.UTF8.GetBytes(luck.Below(8) switch
        {
            0 => LetterDamage.Apply(sound, luck),
            1 => YamlDamage.Apply(sound + "\n---\n" + luck.Of(Sound), luck),
            2 or 3 => YamlDamage.Apply(sound, luck),
            _ => YamlDamage.Values(sound, luck),
        });
    }

    /// <summary>The places of an input.</summary>
    public static Places PlacesOf(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        return new Places(File, text.StartsWith('\uFEFF') ? text[1..] : text);
    }

    /// <summary>An input as a file with all its documents; nothing where it is refused.</summary>
    public static ManifestFile? Load(byte[] input) => ManifestFile.Load(File, input) is ReadResult<ManifestFile>.Read read ? read.Value : null;

    /// <summary>An input as a policy of our own; nothing where it is refused.</summary>
    public static PolicyFile? Policy(byte[] input) =>
        SourceDecoder.Decode(File, input).Then(YamlLoader.LoadOne).Then(PolicyReader.Read) is ReadResult<PolicyFile>.Read read ? read.Value : null;
}
