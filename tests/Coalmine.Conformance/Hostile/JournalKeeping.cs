namespace Coalmine.Conformance.Hostile;

/// <summary>What of the journal outlives a process.</summary>
internal enum JournalKeeping
{
    /// <summary>The pod's own volume, and the copy in the ConfigMap.</summary>
    VolumeAndMap,

    /// <summary>The copy in the ConfigMap alone.</summary>
    MapAlone,

    /// <summary>The one pod's own volume alone.</summary>
    VolumeAlone,
}
