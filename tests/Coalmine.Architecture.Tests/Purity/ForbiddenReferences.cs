using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>Finds, in the metadata of a built assembly, what a pure room must not refer to.</summary>
internal static class ForbiddenReferences
{
    private static readonly string[] Assemblies =
    [
        "System.Console", "System.Net", "System.IO.FileSystem", "System.IO.Pipes", "System.IO.MemoryMappedFiles", "System.IO.IsolatedStorage",
        "System.Threading.Thread", "System.Threading.Tasks.Parallel", "System.Linq.Parallel", "System.Linq.AsyncEnumerable", "System.Diagnostics.Process",
        "System.Diagnostics.TraceSource", "System.Data", "Microsoft.Extensions", "Microsoft.Win32",
    ];

    private static readonly string[] Spaces = ["System.Net", "System.Threading", "System.IO.Pipes", "System.IO.MemoryMappedFiles", "System.Timers"];

    private static readonly HashSet<string> Types =
    [
        "System.Console", "System.Random", "System.TimeProvider", "System.AppContext", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process",
        "System.Diagnostics.Trace", "System.IO.File", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo",
        "System.IO.FileStream", "System.IO.FileSystemInfo", "System.IO.FileSystemWatcher", "System.IO.RandomAccess", "System.IO.Path",
        "System.Security.Cryptography.RandomNumberGenerator",
    ];

    /// <summary>Cancellation is a value that is handed in, and locks guard what a pure room does not have; only the former is allowed.</summary>
    private static readonly HashSet<string> AllowedTypes = ["System.Threading.CancellationToken"];

    private static readonly HashSet<string> Members =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Globalization.CultureInfo.get_CurrentCulture",
        "System.Globalization.CultureInfo.get_CurrentUICulture", "System.TimeZoneInfo.get_Local",
    ];

    /// <summary>The compiler writes this one into every iterator; everything else of the type is the machine's.</summary>
    private const string IteratorsMember = "get_CurrentManagedThreadId";

    /// <summary>The forbidden references of an assembly.</summary>
    /// <param name="room">Its name, for the findings.</param>
    /// <param name="image">Its file.</param>
    public static IReadOnlyList<Finding> Find(string room, Stream image)
    {
        using PEReader file = new(image);
        MetadataReader reader = file.GetMetadataReader();
        string[] assemblies = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
        Assert.NotEmpty(assemblies);
        IEnumerable<string> found =
        [
            .. assemblies.Where(name => Assemblies.Any(forbidden => IsWithin(name, forbidden))).Select(name => $"the assembly {name}"),
            .. reader.TypeReferences.Select(handle => Name(reader, handle)).Where(IsForbiddenType),
            .. reader.MemberReferences.Select(handle => Member(reader, handle)).Where(IsForbiddenMember),
        ];
        return [.. found.Distinct().Select(what => new Finding($"{room}: {what}", "is referred to by a pure room"))];
    }

    private static bool IsForbiddenType(string name) =>
        !AllowedTypes.Contains(name) && (Types.Contains(name) || Spaces.Any(space => IsWithin(name, space)));

    private static bool IsForbiddenMember(string name) =>
        Members.Contains(name)
        || (name.StartsWith("System.Environment.", StringComparison.Ordinal) && !name.EndsWith(IteratorsMember, StringComparison.Ordinal));

    private static bool IsWithin(string name, string family) => name == family || name.StartsWith(family + ".", StringComparison.Ordinal);

    private static string Name(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    private static string Member(MetadataReader reader, MemberReferenceHandle handle)
    {
        MemberReference member = reader.GetMemberReference(handle);
        return member.Parent.Kind == HandleKind.TypeReference ? $"{Name(reader, (TypeReferenceHandle)member.Parent)}.{reader.GetString(member.Name)}" : "";
    }
}
